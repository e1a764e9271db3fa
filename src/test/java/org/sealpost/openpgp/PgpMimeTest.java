package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;
import org.sealpost.testing.FixedTime;

class PgpMimeTest {

    private static final String LETTER = "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nFrom: Sam <sam@clinic.test>\r\nTo: Vos <vos@peer.test>\r\n"
            + "Bcc: hidden@peer.test\r\nSubject: The biopsy\r\nMessage-ID: <1@clinic.test>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\nContent-Type: text/plain\r\n\r\nIt is benign. \r\n-- \r\nSam\r\n"
            + "--inner\r\nContent-Type: application/pdf; name=\"biopsy.pdf\"\r\nContent-Disposition: attachment; filename=\"biopsy.pdf\"\r\n\r\n%PDF\r\n"
            + "--inner--\r\n";

    private final OpenPgp pgp = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
    private final PgpMime mime = new PgpMime(pgp, new SecureRandom());
    private final SecretKey sam = pgp.generate("Sam <sam@clinic.test>", Duration.ofDays(100));
    private final SecretKey vos = pgp.generate("Vos <vos@peer.test>", Duration.ofDays(100));

    @Test
    void anEncryptedMessageHasTheFormOfTheRfcAndTellsNothing() throws Exception {
        String sealed = encrypted(LETTER);
        String shown = sealed.replaceAll("=_[0-9a-f]{32}", "BOUNDARY").replaceAll("(?s)(MESSAGE-----\r\n\r\n).*(\r\n-----END)", "$1ARMOR$2");
        assertEquals(golden("encrypted.txt"), shown);
        for (String secret : List.of("biopsy", "benign", "hidden@peer.test", "application/pdf", "multipart/mixed")) {
            assertFalse(sealed.contains(secret), secret);
        }
        assertTrue(sealed.lines().allMatch(line -> line.length() <= 78), "lines are short");
    }

    @Test
    void itIsOpenedWithAllThatWasInside() throws Exception {
        RawMessage sealed = message(encrypted(LETTER));
        assertTrue(mime.isEncrypted(sealed));
        assertFalse(mime.isSigned(sealed));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        Opened opened = mime.decrypt(sealed, clear, List.of(vos), List.of(pgp.certificate(sam)));
        assertEquals(Standing.GOOD, opened.signatures().get(0).standing());
        var restored = ProtectedHeader.restore(header(sealed), header(message(clear.toString(StandardCharsets.UTF_8))));
        assertEquals("The biopsy", restored.fields().words("Subject").orElseThrow());
        assertFalse(restored.authorDiffers());
        String entity = clear.toString(StandardCharsets.UTF_8);
        assertEquals(LETTER.substring(LETTER.indexOf("\r\n\r\n")), entity.substring(entity.indexOf("\r\n\r\n")));
        assertFalse(entity.contains("hidden@peer.test"));
    }

    @Test
    void aReaderOfMessagesReadsWhatWasRestored() throws Exception {
        RawMessage sealed = message(encrypted(LETTER));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        mime.decrypt(sealed, clear, List.of(vos), List.of());
        String entity = clear.toString(StandardCharsets.UTF_8);
        byte[] header = ProtectedHeader.restore(header(sealed), header(message(entity))).fields().octets();
        var reading = new MessageReader().read(message(new String(header, StandardCharsets.ISO_8859_1)
                + entity.substring(entity.indexOf("\r\n\r\n") + 2)), false);
        assertEquals("The biopsy", reading.subject());
        assertEquals(1, reading.attachments().size());
    }

    @Test
    void aKeyThatIsRefusedLeavesNothingBehind() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(UnfitKey.class, () -> mime.encrypt(message(LETTER), "[...]", out, List.of(new Certificate(new byte[] {1})), Optional.empty()));
        assertThrows(UnfitKey.class, () -> mime.sign(message(LETTER), out, new SecretKey(new byte[] {1})));
        assertEquals(0, out.size());
    }

    @Test
    void aSignedMessageHasTheFormOfTheRfc() throws Exception {
        String signed = signed(LETTER);
        String shown = signed.replaceAll("=_[0-9a-f]{32}", "BOUNDARY").replaceAll("(?s)(SIGNATURE-----\r\n\r\n).*(\r\n-----END)", "$1ARMOR$2");
        assertEquals(golden("signed.txt"), shown);
    }

    @Test
    void aSignatureIsOfTheWholePart() throws Exception {
        String signed = signed(LETTER);
        assertTrue(mime.isSigned(message(signed)));
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        assertEquals(List.of(Standing.GOOD), verified(signed, part));
        assertTrue(part.toString(StandardCharsets.UTF_8).endsWith("--inner--\r\n"));
        assertEquals(List.of(Standing.BAD), verified(signed.replace("benign", "malign"), new ByteArrayOutputStream()));
        assertEquals(List.of(Standing.BAD), verified(signed.replace("benign. \r\n", "benign.\r\n"), new ByteArrayOutputStream()));
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), mime.verify(message(signed), new ByteArrayOutputStream(), List.of(pgp.certificate(vos)))
                .stream().map(SignatureFound::standing).toList());
    }

    /** The subject outside is another place than the one that is signed. */
    @Test
    void whatIsShownIsWhatIsSigned() throws Exception {
        String signed = signed(LETTER).replaceFirst("Subject: The biopsy", "Subject: Pay at once").replaceFirst("From: Sam <sam@clinic.test>",
                "From: Eve <eve@elsewhere.test>");
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        assertEquals(List.of(Standing.GOOD), verified(signed, part));
        var restored = ProtectedHeader.restore(header(message(signed)), header(message(part.toString(StandardCharsets.UTF_8))));
        assertEquals("The biopsy", restored.fields().words("Subject").orElseThrow());
        assertTrue(restored.authorDiffers());
    }

    @Test
    void anEmptyMessageIsOneToo() throws Exception {
        String bare = "From: Sam <sam@clinic.test>\r\nSubject: Nothing\r\n\r\n";
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        mime.decrypt(message(encrypted(bare)), clear, List.of(vos), List.of());
        assertTrue(clear.toString(StandardCharsets.UTF_8).endsWith("hp=\"cipher\"\r\n\r\n"), clear.toString(StandardCharsets.UTF_8));
        assertEquals(List.of(Standing.GOOD), verified(signed(bare), new ByteArrayOutputStream()));
    }

    /** EFAIL's other half, and every way of hiding words beside what is wrapped. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "between", "behind", "inside mixed", "other protocol", "two types", "other first part", "no boundary"})
    void whatIsWrappedOnlyInPartIsNotOpenedAsAWhole(String where) throws Exception {
        String sealed = encrypted(LETTER);
        String boundary = boundary(sealed);
        String extra = "--" + boundary + "\r\nContent-Type: text/html\r\n\r\n<img src=\"http://x.test/\r\n";
        String other = switch (where) {
            case "before" -> sealed.replaceFirst("--" + boundary + "\r\n", extra + "--" + boundary + "\r\n");
            case "between" -> sealed.replaceFirst("(?s)(Version: 1\r\n\r\n)", "$1" + extra);
            case "behind" -> sealed.replace("\r\n--" + boundary + "--", "\r\n" + extra + "--" + boundary + "--");
            case "inside mixed" -> "Content-Type: multipart/mixed; boundary=all\r\n\r\n--all\r\nContent-Type: text/html\r\n\r\n<p>\r\n--all\r\n"
                    + sealed + "\r\n--all--\r\n";
            case "other protocol" -> sealed.replaceFirst("protocol=\"application/pgp-encrypted\"", "protocol=\"application/pgp-signature\"");
            case "two types" -> sealed.replaceFirst("MIME-Version", "Content-Type: text/plain\r\nMIME-Version");
            case "other first part" -> sealed.replaceFirst("Content-Type: application/pgp-encrypted", "Content-Type: text/plain");
            default -> sealed.replaceFirst("boundary=", "border=");
        };
        assertFalse(other.equals(sealed));
        assertFalse(mime.isEncrypted(message(other)));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        NotOpened refused = assertThrows(NotOpened.class, () -> mime.decrypt(message(other), clear, List.of(vos), List.of()));
        assertEquals(NotOpened.Why.MALFORMED, refused.why());
        assertEquals(0, clear.size());
    }

    @Test
    void aSignatureWithAThirdPartIsNone() throws Exception {
        String signed = signed(LETTER);
        String boundary = boundary(signed);
        String other = signed.replace("\r\n--" + boundary + "--", "\r\n--" + boundary + "\r\n\r\nMore\r\n--" + boundary + "--");
        assertFalse(mime.isSigned(message(other)));
        assertEquals(List.of(), verified(other, new ByteArrayOutputStream()));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3000"})
    void anEncodedSecondPartIsDecoded(int lines) throws Exception {
        String sealed = encrypted(LETTER.replace("%PDF\r\n", "%PDF\r\n".repeat(lines)));
        int start = sealed.indexOf("-----BEGIN PGP MESSAGE");
        int end = sealed.indexOf("\r\n--" + boundary(sealed) + "--");
        String armor = java.util.Base64.getMimeEncoder().encodeToString(sealed.substring(start, end).getBytes(StandardCharsets.US_ASCII));
        String encoded = sealed.substring(0, start).replaceFirst("(Content-Disposition: inline)", "Content-Transfer-Encoding: base64\r\n$1")
                + armor + sealed.substring(end);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        mime.decrypt(message(encoded), clear, List.of(vos), List.of());
        assertTrue(clear.size() > 100 + 6 * lines);
    }

    private String encrypted(String letter) throws IOException, UnfitKey {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        mime.encrypt(message(letter), ProtectedHeader.NEUTRAL_SUBJECT, sealed, List.of(pgp.certificate(vos)), Optional.of(sam));
        return sealed.toString(StandardCharsets.US_ASCII);
    }

    private String signed(String letter) throws IOException, UnfitKey {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        mime.sign(message(letter), signed, sam);
        return signed.toString(StandardCharsets.US_ASCII);
    }

    private List<Standing> verified(String signed, ByteArrayOutputStream part) throws IOException {
        return mime.verify(message(signed), part, List.of(pgp.certificate(sam))).stream().map(SignatureFound::standing).toList();
    }

    private static String boundary(String message) {
        int start = message.indexOf("=_");
        return message.substring(start, start + 34);
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static org.sealpost.mime.HeaderFields header(RawMessage message) throws IOException {
        try (InputStream in = message.open()) {
            return SplitEntity.of(in).header();
        }
    }

    private static String golden(String name) {
        try (InputStream in = PgpMimeTest.class.getResourceAsStream("mime/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
