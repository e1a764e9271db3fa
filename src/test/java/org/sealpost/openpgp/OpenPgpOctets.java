package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** Octets from outside that may be OpenPGP's; the key to them is the sample of RFC 9580 §A.4. */
public final class OpenPgpOctets {

    static final byte[] SIGNED = "I agree.\nVos\n".getBytes(StandardCharsets.US_ASCII);
    private static final OpenPgp PGP = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
    private static final SecretKey KEY = new SecretKey(Rfc9580Test.sample("a4-secret-key.asc"));
    private static final Certificate CERTIFICATE = new Certificate(Rfc9580Test.sample("a3-certificate.asc"));

    private OpenPgpOctets() { }

    /** Whether it is one certificate, which says everything of itself without failing. */
    public static boolean areKeys(byte[] octets) {
        try {
            OpenPgpCertificate certificate = PGP.keys().certificate(octets);
            for (Instant at : List.of(Instant.EPOCH, FixedTime.NOON)) {
                certificate.expires(at);
                certificate.isRevoked(at);
                certificate.userIds(at);
                certificate.unfitForEncryption(at);
                certificate.unfitForSigning(at);
            }
            return !certificate.fingerprint().isEmpty() && !certificate.algorithm().isEmpty() && !certificate.armored().isEmpty();
        } catch (UnfitKey e) {
            return false;
        }
    }

    public static boolean areOpened(byte[] octets) throws IOException {
        return opened(octets).isPresent();
    }

    /** What is in it, if it is opened. */
    static Optional<String> opened(byte[] octets) throws IOException {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try {
            PGP.decrypt(new ByteArrayInputStream(octets), clear, List.of(KEY), List.of(CERTIFICATE));
            return Optional.of(clear.toString(StandardCharsets.ISO_8859_1));
        } catch (NotOpened e) {
            return Optional.empty();
        }
    }

    /** Whether all of them are signatures of {@link #SIGNED}, as far as can be known. */
    public static boolean areSignatures(byte[] octets) throws IOException {
        return found(SIGNED, octets).stream().noneMatch(found -> found.standing() == Standing.BAD);
    }

    static List<SignatureFound> found(byte[] signed, byte[] signature) throws IOException {
        return PGP.verify(new ByteArrayInputStream(signed), signature, List.of(CERTIFICATE));
    }
}
