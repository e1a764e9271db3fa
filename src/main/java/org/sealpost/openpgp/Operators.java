package org.sealpost.openpgp;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Set;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.jcajce.JcaOpenPGPImplementation;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.PublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.PublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.SessionKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.jcajce.JcaAEADSecretKeyEncryptorFactory;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePublicKeyDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JceSessionKeyDataDecryptorFactoryBuilder;
import org.sealpost.endtoend.UnfitKey;

/**
 * Where the cryptography comes from: what runs over whole messages from the JDK where it has it (AES in CFB, hashes of signing), the rest
 * from Bouncy Castle's provider, which isn't registered, so that nobody else gets it.
 */
final class Operators {

    /** The octet 10 of RFC 9580 §5.13.2: chunks of 64 KiB, so much is held until it is authenticated. */
    private static final int CHUNK = 10;
    /** Coded as in RFC 9580 §3.7.1.3: 65,011,712 octets are hashed, as much as it can say. */
    private static final int ITERATIONS = 0xff;
    private static final Set<Integer> JDK_CIPHERS =
            Set.of(SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192, SymmetricKeyAlgorithmTags.AES_256);

    /** The library hashes twice what Ed25519 signs, and in Java half as fast. */
    private static final Provider DIGESTS = Security.getProvider("SUN");

    private final Provider provider = new BouncyCastleProvider();
    private final SecureRandom random;
    private final OpenPGPImplementation implementation;
    private final PGPContentVerifierBuilderProvider verifiers = new Verifiers(provider);

    Operators(SecureRandom random) {
        this.random = random;
        implementation = new JcaOpenPGPImplementation(provider, random);
    }

    OpenPGPImplementation implementation() {
        return implementation;
    }

    PGPContentVerifierBuilderProvider verifiers() {
        return verifiers;
    }

    PGPContentSignerBuilder signer(PGPPublicKey key, int hash) {
        return new JcaPGPContentSignerBuilder(key.getAlgorithm(), hash).setProvider(provider).setDigestProvider(DIGESTS).setSecureRandom(random);
    }

    /** SEIPD version 1, with the modification detection code (RFC 9580 §5.13.1). */
    PGPDataEncryptorBuilder withDetectionCode(int cipher) {
        return new JcePGPDataEncryptorBuilder(cipher).setSecureRandom(random).setWithIntegrityPacket(true);
    }

    /** SEIPD version 2, with OCB (RFC 9580 §5.13.2). */
    PGPDataEncryptorBuilder authenticated(int cipher) {
        return new JcePGPDataEncryptorBuilder(cipher).setSecureRandom(random).setProvider(provider)
                .setWithAEAD(AEADAlgorithmTags.OCB, CHUNK + 6).setUseV6AEAD();
    }

    PublicKeyKeyEncryptionMethodGenerator sessionKeyFor(PGPPublicKey key) {
        return new JcePublicKeyKeyEncryptionMethodGenerator(key).setProvider(provider).setSecureRandom(random);
    }

    PublicKeyDataDecryptorFactory sessionKeyWith(PGPPrivateKey key) {
        return new JcePublicKeyDataDecryptorFactoryBuilder().setProvider(provider).build(key);
    }

    SessionKeyDataDecryptorFactory contentWith(PGPSessionKey key, boolean authenticated) {
        JceSessionKeyDataDecryptorFactoryBuilder builder = new JceSessionKeyDataDecryptorFactoryBuilder();
        if (authenticated || !JDK_CIPHERS.contains(key.getAlgorithm())) {
            builder.setProvider(provider);
        }
        return builder.build(key);
    }

    /** Opens what a passphrase locks. */
    PBESecretKeyDecryptor unlocking(char[] passphrase) throws UnfitKey {
        try {
            return implementation.pbeSecretKeyDecryptorBuilderProvider().provide().build(passphrase);
        } catch (PGPException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    /** Locks a secret: with AES-256 in CFB under an iterated hash for version 4 (RFC 9580 §3.7.1.3), with OCB under Argon2 for version 6. */
    PBESecretKeyEncryptor locking(PGPPublicKey key, char[] passphrase) throws PGPException {
        if (key.getVersion() == PublicKeyPacket.VERSION_6) {
            return new JcaAEADSecretKeyEncryptorFactory().setProvider(provider).build(passphrase, key.getPublicKeyPacket());
        }
        return new JcePBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256,
                implementation.pgpDigestCalculatorProvider().get(HashAlgorithmTags.SHA256), ITERATIONS).setProvider(provider).setSecureRandom(random)
                .build(passphrase);
    }

    /** The only one that RFC 9580 §5.5.3 knows for locked secrets of version 4. */
    PGPDigestCalculator checksum() throws PGPException {
        return implementation.pgpDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    }
}
