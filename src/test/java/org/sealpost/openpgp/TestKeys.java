package org.sealpost.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.KeyPairGeneratorCallback;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyGenerator;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;

/** Keys and signatures as others make them, good and bad. */
final class TestKeys {

    static final String PERSON = "Zoë Vos <vos@peer.test>";
    private static final Operators OPERATORS = new Operators(new SecureRandom());

    private TestKeys() { }

    interface Making {
        OpenPGPKeyGenerator.WithPrimaryKey of(OpenPGPKeyGenerator generator) throws PGPException;
    }

    static PGPSecretKeyRing ring(Instant created, Making making) {
        try {
            return making.of(new OpenPGPKeyGenerator(OPERATORS.implementation(), 4, false, Date.from(created))).build().getPGPSecretKeyRing();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Certifies, signs; encrypts by a subkey. @param more of the primary key's own signatures */
    static PGPSecretKeyRing usual(Instant created, int flags, Consumer<PGPSignatureSubpacketGenerator> more) {
        SignatureParameters.Callback self = with(parameters -> parameters.setSignatureCreationTime(Date.from(created))
                .setHashedSubpacketsFunction(subpackets -> {
                    subpackets.removePacketsOfType(SignatureSubpacketTags.KEY_FLAGS);
                    subpackets.removePacketsOfType(SignatureSubpacketTags.KEY_EXPIRE_TIME);
                    subpackets.removePacketsOfType(SignatureSubpacketTags.FEATURES);
                    subpackets.setKeyFlags(true, flags);
                    subpackets.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
                    more.accept(subpackets);
                    return subpackets;
                }));
        SignatureParameters.Callback at = at(created);
        return ring(created, generator -> generator.withPrimaryKey(PGPKeyPairGenerator::generateLegacyEd25519KeyPair, self)
                .addUserId(PERSON, self).addEncryptionSubkey(PGPKeyPairGenerator::generateLegacyX25519KeyPair, at));
    }

    static PGPSecretKeyRing usual(Instant created) {
        return usual(created, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA, subpackets -> { });
    }

    /** A subkey that signs. @param back whether it says itself that it belongs to the primary key */
    static PGPSecretKeyRing withSigningSubkey(Instant created, boolean back) {
        KeyPairGeneratorCallback pair = PGPKeyPairGenerator::generateLegacyEd25519KeyPair;
        SignatureParameters.Callback at = at(created);
        SignatureParameters.Callback none = with(parameters -> null);
        if (back) {
            return ring(created, generator -> generator.withPrimaryKey(pair, at).addUserId(PERSON, at).addSigningSubkey(pair, at, at));
        }
        return ring(created, generator -> {
            OpenPGPKeyGenerator.WithPrimaryKey key = generator.withPrimaryKey(pair, at).addUserId(PERSON, at);
            // bound as what doesn't need a word of its own, and then flagged as signing
            SignatureParameters.Callback signing = with(parameters -> parameters.setSignatureCreationTime(Date.from(created))
                    .setHashedSubpacketsFunction(subpackets -> {
                        subpackets.removePacketsOfType(SignatureSubpacketTags.EMBEDDED_SIGNATURE);
                        return subpackets;
                    }));
            return key.addSigningSubkey(pair, signing, at);
        });
    }

    static SignatureParameters.Callback at(Instant created) {
        return with(parameters -> parameters.setSignatureCreationTime(Date.from(created)));
    }

    static SignatureParameters.Callback with(UnaryOperator<SignatureParameters> change) {
        return new SignatureParameters.Callback() {
            @Override
            public SignatureParameters apply(SignatureParameters parameters) {
                return change.apply(parameters);
            }
        };
    }

    static SecretKey secret(PGPSecretKeyRing ring) {
        return new SecretKey(encoded(ring::encode));
    }

    static Certificate certificate(PGPSecretKeyRing ring) {
        try {
            return new Certificate(new OpenPGPKey(ring, OPERATORS.implementation(), new AlgorithmPolicy()).toCertificate()
                    .getEncoded(PacketFormat.CURRENT));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static PGPSecretKey subkey(PGPSecretKeyRing ring) {
        Iterator<PGPSecretKey> keys = ring.getSecretKeys();
        keys.next();
        return keys.next();
    }

    /** The same key, called back. @param reason RFC 9580 §5.2.3.31 */
    static PGPSecretKeyRing revoked(PGPSecretKeyRing ring, Instant when, byte reason) {
        PGPSecretKey primary = ring.getSecretKey();
        try {
            PGPSignatureGenerator generator = generator(primary, PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA512, when,
                    subpackets -> subpackets.setRevocationReason(false, reason, ""));
            PGPPublicKey key = PGPPublicKey.addCertification(primary.getPublicKey(), generator.generateCertification(primary.getPublicKey()));
            return PGPSecretKeyRing.insertSecretKey(ring, PGPSecretKey.replacePublicKey(primary, key));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key with a second name, and its first one called back. */
    static PGPSecretKeyRing renamed(PGPSecretKeyRing ring, String name, Instant when) {
        PGPSecretKey primary = ring.getSecretKey();
        try {
            PGPSignature self = generator(primary, PGPSignature.POSITIVE_CERTIFICATION, HashAlgorithmTags.SHA512, when,
                    subpackets -> subpackets.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA))
                    .generateCertification(name, primary.getPublicKey());
            PGPSignature ended = generator(primary, PGPSignature.CERTIFICATION_REVOCATION, HashAlgorithmTags.SHA512, when, subpackets -> { })
                    .generateCertification(PERSON, primary.getPublicKey());
            PGPPublicKey key = PGPPublicKey.addCertification(PGPPublicKey.addCertification(primary.getPublicKey(), PERSON, ended), name, self);
            return PGPSecretKeyRing.insertSecretKey(ring, PGPSecretKey.replacePublicKey(primary, key));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signature of a message, by any key, of any type, with any hash. */
    static byte[] signature(PGPSecretKey key, byte[] octets, int type, int hash, Instant when, Consumer<PGPSignatureSubpacketGenerator> more) {
        try {
            PGPSignatureGenerator generator = generator(key, type, hash, when, more);
            generator.update(octets);
            return encoded(generator.generate()::encode);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignatureGenerator generator(PGPSecretKey key, int type, int hash, Instant when, Consumer<PGPSignatureSubpacketGenerator> more)
            throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(OPERATORS.signer(key.getPublicKey(), hash), key.getPublicKey());
        generator.init(type, key.extractPrivateKey(null));
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setIssuerFingerprint(false, key.getPublicKey());
        hashed.setSignatureCreationTime(true, Date.from(when));
        more.accept(hashed);
        generator.setHashedSubpackets(hashed.generate());
        return generator;
    }

    private static byte[] encoded(Hostile.Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.to(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
