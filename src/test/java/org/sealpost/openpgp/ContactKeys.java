package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcaKeyFingerprintCalculator;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** Keys of people elsewhere, and what becomes of them in the course of time. */
public final class ContactKeys {

    private static final Operators OPERATORS = new Operators(new SecureRandom());

    private ContactKeys() { }

    /** @param person as in {@code Zoë Vos <vos@peer.test>} */
    public static SecretKey key(String person, Instant created, Duration life) {
        FixedTime then = FixedTime.at(created.toString());
        return new OpenPgp(then, new SecureRandom()).generate(person, life);
    }

    public static Certificate certificate(SecretKey key) {
        return TestKeys.certificate(ring(key));
    }

    /** Called back, since it isn't used any more. */
    public static Certificate revoked(SecretKey key, Instant when) {
        return TestKeys.certificate(TestKeys.revoked(ring(key), when, RevocationReasonTags.KEY_RETIRED));
    }

    /** The same, and of what binds it to somebody nothing: as little as a revocation needs. */
    public static Certificate revokedAndBare(SecretKey key, Instant when) {
        PGPPublicKey primary = TestKeys.revoked(ring(key), when, RevocationReasonTags.KEY_COMPROMISED).getPublicKey();
        for (var ids = ring(key).getPublicKey().getUserIDs(); ids.hasNext();) {
            primary = PGPPublicKey.removeCertification(primary, ids.next());
        }
        return encoded(new PGPPublicKeyRing(List.of(primary)));
    }

    /** The revocation and nothing else, armored as GnuPG hands it out. */
    public static Certificate bareRevocation(SecretKey key, Instant when) {
        PGPPublicKey primary = TestKeys.revoked(ring(key), when, RevocationReasonTags.KEY_RETIRED).getPublicKey();
        try {
            byte[] signature = primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION).next().getEncoded();
            return new Certificate(Armor.written(signature, Armor.Kind.PUBLIC_KEY).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its owner prolongs it or shortens it later. @param life of the primary key and its subkey, from their creation on */
    public static Certificate living(SecretKey key, Instant when, Duration life) {
        PGPSecretKeyRing ring = ring(key);
        PGPSecretKey primary = ring.getSecretKey();
        PGPPublicKey subkey = TestKeys.subkey(ring).getPublicKey();
        String id = primary.getPublicKey().getUserIDs().next();
        try {
            PGPSignature self = generator(primary, PGPSignature.POSITIVE_CERTIFICATION, when, life, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA)
                    .generateCertification(id, primary.getPublicKey());
            PGPSignature direct = generator(primary, PGPSignature.DIRECT_KEY, when, life, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA)
                    .generateCertification(primary.getPublicKey());
            PGPSignature binding = generator(primary, PGPSignature.SUBKEY_BINDING, when, life, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)
                    .generateCertification(primary.getPublicKey(), subkey);
            PGPPublicKey prolonged = PGPPublicKey.addCertification(PGPPublicKey.addCertification(primary.getPublicKey(), id, self), direct);
            return encoded(new PGPPublicKeyRing(List.of(prolonged, PGPPublicKey.addCertification(subkey, binding))));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With one more name that its owner gave it then. */
    public static Certificate alsoNamed(SecretKey key, String person, Instant when, Duration life) {
        PGPSecretKeyRing ring = ring(key);
        PGPSecretKey primary = ring.getSecretKey();
        try {
            PGPSignature self = generator(primary, PGPSignature.POSITIVE_CERTIFICATION, when, life, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA)
                    .generateCertification(person, primary.getPublicKey());
            return encoded(PGPPublicKeyRing.insertPublicKey(ring.toCertificate(), PGPPublicKey.addCertification(primary.getPublicKey(), person, self)));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As people pass it on (RFC 9580 §6.2). */
    public static String armored(Certificate certificate) {
        return read(certificate).armored();
    }

    /** As a secret key is passed on, which nobody should. */
    public static String armored(SecretKey key) {
        return Armor.written(key.octets(), Armor.Kind.PRIVATE_KEY);
    }

    public static String fingerprint(Certificate certificate) {
        return read(certificate).fingerprint();
    }

    /** When it ends, as it says then. */
    public static Instant expires(Certificate certificate, Instant when) {
        return read(certificate).expires(when).orElseThrow();
    }

    private static OpenPgpCertificate read(Certificate certificate) {
        try {
            return new KeyReading(OPERATORS, new AlgorithmPolicy()).certificate(certificate);
        } catch (UnfitKey e) {
            throw new IllegalStateException(e);
        }
    }

    /** With signatures that others made of it. */
    static Certificate crowded(SecretKey key, SecretKey other, int signatures, Instant when) {
        PGPPublicKey primary = ring(key).getPublicKey();
        String id = primary.getUserIDs().next();
        try {
            for (int i = 0; i < signatures; i++) {
                primary = PGPPublicKey.addCertification(primary, id,
                        generator(ring(other).getSecretKey(), PGPSignature.DEFAULT_CERTIFICATION, when.plusSeconds(i), Duration.ofDays(9), 0)
                                .generateCertification(id, primary));
            }
            return encoded(PGPPublicKeyRing.insertPublicKey(ring(key).toCertificate(), primary));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignatureGenerator generator(PGPSecretKey key, int type, Instant when, Duration life, int flags) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(OPERATORS.signer(key.getPublicKey(), HashAlgorithmTags.SHA512), key.getPublicKey());
        generator.init(type, key.extractPrivateKey(null));
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setIssuerFingerprint(false, key.getPublicKey());
        hashed.setSignatureCreationTime(true, Date.from(when));
        hashed.setKeyExpirationTime(true, life.toSeconds());
        hashed.setKeyFlags(true, flags);
        generator.setHashedSubpackets(hashed.generate());
        return generator;
    }

    static PGPSecretKeyRing ring(SecretKey key) {
        try {
            return new PGPSecretKeyRing(new ByteArrayInputStream(key.octets()), new JcaKeyFingerprintCalculator());
        } catch (IOException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate encoded(PGPPublicKeyRing ring) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ring.encode(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Certificate(out.toByteArray());
    }
}
