package org.sealpost.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageReader;
import org.sealpost.opening.Knowledge;
import org.sealpost.opening.Opening;
import org.sealpost.opening.Outcome;
import org.sealpost.opening.Shelf;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;

/** Whole messages that GnuPG and OpenSSL encrypted and signed, as they arrive. */
class OpeningIT {

    private static final String OUTSIDE = "From: Vos <vos@peer.test>\r\nTo: sam@clinic.test\r\nSubject: [...]\r\nMIME-Version: 1.0\r\n";
    private static final byte[] ENTITY = ("From: Vos <vos@peer.test>\r\nTo: sam@clinic.test\r\nSubject: The biopsy\r\n"
            + "Content-Type: text/plain; hp=\"cipher\"\r\n\r\nIt is benign.\r\n").getBytes(US_ASCII);
    private static final Duration LIFE = Duration.ofDays(9);

    private final SecureRandom random = new SecureRandom();
    private final OpenPgp pgp = new OpenPgp(Instant::now, random);
    private final Smime smime = new Smime(Instant::now, random);
    private final Opening opening = new Opening(pgp, new PgpMime(pgp, random), new SmimeEntities(smime, random));

    @Test
    void whatGnuPgSealedIsOpened() throws Exception {
        EndToEnd gpg = new GpgProgram(Instant::now);
        SecretKey sam = pgp.generate("Sam <sam@clinic.test>", LIFE);
        SecretKey vos = gpg.generate("Vos <vos@peer.test>", LIFE);
        String message = OUTSIDE + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\r\n\r\n"
                + "--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\nContent-Type: application/octet-stream\r\n\r\n"
                + "-----BEGIN PGP MESSAGE-----\r\n\r\n" + sealed(gpg, pgp.certificate(sam), vos) + "\r\n-----END PGP MESSAGE-----\r\n--x--\r\n";
        isOpened(message, Standard.OPENPGP, sam, List.of(gpg.certificate(vos)));
    }

    @Test
    void whatOpensslSealedIsOpened() throws Exception {
        EndToEnd openssl = new OpensslCms(Instant::now);
        SecretKey sam = smime.generate("Sam <sam@clinic.test>", LIFE);
        SecretKey vos = smime.generate("Vos <vos@peer.test>", LIFE);
        String message = OUTSIDE + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + sealed(openssl, smime.certificate(sam), vos) + "\r\n";
        isOpened(message, Standard.SMIME, sam, List.of());
    }

    private static String sealed(EndToEnd program, Certificate recipient, SecretKey signer) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        program.encrypt(new ByteArrayInputStream(ENTITY), sealed, List.of(recipient), Optional.of(signer));
        return Base64.getMimeEncoder().encodeToString(sealed.toByteArray());
    }

    private void isOpened(String message, Standard standard, SecretKey key, List<Certificate> signers) throws IOException {
        Outcome outcome = opening.open(RawMessage.of(message.getBytes(US_ASCII)), new Knowledge() {
            @Override
            public List<SecretKey> keys(Standard of) {
                return of == standard ? List.of(key) : List.of();
            }

            @Override
            public List<Certificate> signers(Standard of) {
                return of == standard ? signers : List.of();
            }
        }, OpeningIT::sheet).orElseThrow();
        Finding finding = outcome.finding();
        assertEquals(Encryption.OPENED, finding.encryption());
        assertEquals(Optional.of(standard), finding.standard());
        assertTrue(finding.authenticated());
        assertEquals(List.of(Standing.GOOD), finding.signatures().stream().map(one -> one.found().standing()).toList());
        assertTrue(finding.headerProtected());
        assertEquals("The biopsy", new MessageReader().read(outcome.opened().orElseThrow(), false).subject());
    }

    private static Shelf.Sheet sheet() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return new Shelf.Sheet() {
            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public RawMessage finish() {
                return RawMessage.of(out.toByteArray());
            }

            @Override
            public void close() {
                // nothing to give back
            }
        };
    }
}
