package org.sealpost.keyring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.openpgp.KeyReading;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;

/**
 * Reads the certificates in files as people pass them on: OpenPGP in binary or in armor (RFC 9580 §6.2), also several pieces in one text,
 * a revocation without its key too, and X.509 in DER, PEM (RFC 7468) or a certs-only message (RFC 8551 §3.8). Where a secret key lies among them, nothing of it is taken.
 */
public final class GivenFiles {

    /** Octets of one file. */
    public static final int LARGEST = 512 * 1_024;
    /** Certificates and revocations in one file. */
    public static final int MOST = 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String PGP_BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String PGP_END = "-----END PGP PUBLIC KEY BLOCK-----";

    private final KeyReading openPgp;
    private final Readers readers;
    private final InstantSource clock;

    public GivenFiles(InstantSource clock, SecureRandom random) {
        this.openPgp = new OpenPgp(clock, random).keys();
        this.readers = Readers.usual(clock, random);
        this.clock = clock;
    }

    /** Never throws for what it is given. */
    public GivenFile read(byte[] octets) {
        if (octets.length > LARGEST) {
            return GivenFile.refused("keyring.toolarge");
        }
        String text = new String(octets, ISO_8859_1);
        List<byte[]> pieces = text.contains(BEGIN) ? armored(text) : List.of(octets);
        if (SecretFiles.holdsSecret(octets, text) || pieces.stream().anyMatch(openPgp::holdsSecrets)) {
            return GivenFile.refused("keyring.secret");
        }
        try {
            List<GivenKey> found = new ArrayList<>();
            List<GivenRevocation> revocations = new ArrayList<>();
            for (byte[] piece : pieces) {
                Set<String> revoked = isOpenPgp(piece) ? openPgp.revokedBy(piece) : Set.of();
                if (!revoked.isEmpty()) {
                    revocations.add(new GivenRevocation(new Certificate(piece), revoked));
                } else if (isOpenPgp(piece)) {
                    for (OpenPgpCertificate one : openPgp.certificates(piece)) {
                        found.add(given(Standard.OPENPGP, one.certificate()));
                    }
                }
            }
            for (Certificate one : X509Files.certificates(octets, text)) {
                found.add(given(Standard.SMIME, one));
            }
            int all = found.size() + revocations.size();
            return all == 0 ? GivenFile.refused("keyring.malformed") : all > MOST ? GivenFile.refused("keyring.toomany")
                    : new GivenFile(found, revocations, Optional.empty());
        } catch (UnfitKey e) {
            return GivenFile.refused("keyring.malformed");
        }
    }

    private GivenKey given(Standard standard, Certificate certificate) throws UnfitKey {
        Facts facts = readers.read(standard, certificate).orElseThrow(() -> new UnfitKey(UnfitKey.Why.MALFORMED, ""));
        Instant now = clock.instant();
        return new GivenKey(standard, facts.certificate(), facts.fingerprint(), facts.addresses(now), facts.unfit(now).map(Pinning::reason));
    }

    /** Armor starts with a hyphen, a packet with its highest bit set (RFC 9580 §4.2). */
    private static boolean isOpenPgp(byte[] piece) {
        return piece.length > 0 && (piece[0] == '-' || piece[0] < 0);
    }

    private static List<byte[]> armored(String text) {
        List<byte[]> pieces = new ArrayList<>();
        int begin = text.indexOf(PGP_BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(PGP_END, begin);
            int after = end < 0 ? text.length() : end + PGP_END.length();
            pieces.add((text.substring(begin, after) + "\n").getBytes(ISO_8859_1));
            begin = text.indexOf(PGP_BEGIN, after);
        }
        return pieces;
    }
}
