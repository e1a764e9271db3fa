package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mime.ProtectedHeader.Kind;
import org.sealpost.mime.ProtectedHeader.Restored;

class ProtectedHeaderTest {

    private static final String OUTER = "From: Sam <sam@clinic.test>\r\nSubject: [...]\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/encrypted; boundary=x\r\n";

    private final ProtectedHeader header = new ProtectedHeader(fields(golden("original.txt")));

    @Test
    void outsideStandsNothingThatTellsOfTheContent() {
        assertEquals(golden("outside.txt"), text(header.outside(ProtectedHeader.NEUTRAL_SUBJECT)));
    }

    @Test
    void insideStandsEverythingAndWhatStandsOutside() {
        assertEquals(golden("inside-cipher.txt"), text(header.insideCipher(ProtectedHeader.NEUTRAL_SUBJECT)));
    }

    @Test
    void whatIsOnlySignedStandsInBothPlaces() {
        String inside = text(header.insideClear());
        assertTrue(inside.contains("Subject: The result of\r\n") && inside.contains("Keywords: oncology\r\n"), inside);
        assertTrue(inside.contains("Content-Type: text/plain; charset=utf-8;\r\n hp=\"clear\"\r\n"), inside);
        assertFalse(inside.contains("HP-Outer"), inside);
        String outside = text(header.outside());
        assertTrue(outside.contains("Subject: The result of\r\n"), outside);
        for (String one : new String[] {inside, outside}) {
            assertFalse(one.contains("Bcc"), one);
        }
    }

    @Test
    void aMessageWithoutATypeIsPlainTextAndOneWithoutASubjectGetsOne() {
        ProtectedHeader bare = new ProtectedHeader(fields("From: Sam <sam@clinic.test>\r\n"));
        assertEquals("From: Sam <sam@clinic.test>\r\nHP-Outer: From: Sam <sam@clinic.test>\r\nHP-Outer: Subject: Secure message\r\n"
                + "Content-Type: text/plain; charset=us-ascii;\r\n hp=\"cipher\"\r\n", text(bare.insideCipher("Secure message")));
    }

    @Test
    void noParameterIsWrittenTwiceAndNobodyWritesOursForUs() {
        ProtectedHeader one = new ProtectedHeader(fields("HP-Outer: Subject: other\r\nContent-Type: text/plain; hp=\"clear\"; charset=utf-8;\r\n"));
        assertEquals("HP-Outer: Subject: [...]\r\nContent-Type: text/plain; charset=utf-8;\r\n hp=\"cipher\"\r\n",
                text(one.insideCipher(ProtectedHeader.NEUTRAL_SUBJECT)));
    }

    @Test
    void whatWasProtectedComesBack() {
        Restored restored = ProtectedHeader.restore(fields(golden("outside.txt")), fields(golden("inside-cipher.txt")));
        assertEquals(Optional.of(Kind.CIPHER), restored.kind());
        assertEquals("The result of Zoë", restored.fields().words("Subject").orElseThrow());
        assertFalse(restored.authorDiffers());
        String shown = text(restored.fields().octets());
        assertFalse(shown.contains("HP-Outer") || shown.contains("Received"), shown);
        assertTrue(shown.contains("Content-Transfer-Encoding: quoted-printable\r\n"), shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/plain; hp=\"cipher\"              | inner",
        "text/plain; hp=clear                   | inner",
        "text/plain; protected-headers=\"v1\"   | inner",
        "text/plain                             | [...]",
        "text/plain; hp=\"other\"               | [...]",
        "text/plain; charset=\"hp\"             | [...]"})
    void onlyAMarkedHeaderReplacesTheOneOutside(String type, String subject) {
        Restored restored = ProtectedHeader.restore(fields(OUTER),
                fields("From: Sam <sam@clinic.test>\r\nSubject: inner\r\nContent-Type: " + type + "\r\n"));
        assertEquals(subject, restored.fields().words("Subject").orElseThrow());
        assertEquals(1, restored.fields().count("Content-Type"));
        assertTrue(restored.fields().words("Content-Type").orElseThrow().startsWith("text/plain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "From: Sam Berg <sam@CLINIC.test>                            | false",
        "From: Eve <eve@elsewhere.test>                              | true",
        "From: \"sam@clinic.test\" <eve@elsewhere.test>              | true",
        "From: Sam <sam@clinic.test>, Eve <eve@elsewhere.test>       | true",
        "Reply-To: sam@clinic.test                                   | true"})
    void anotherAuthorInsideIsSaid(String from, boolean differs) {
        Restored restored = ProtectedHeader.restore(fields(OUTER), fields(from + "\r\nContent-Type: text/plain; hp=\"cipher\"\r\n"));
        assertEquals(differs, restored.authorDiffers());
    }

    @Test
    void nothingOutsideIsMixedIntoWhatIsProtected() {
        Restored restored = ProtectedHeader.restore(fields(OUTER + "Reply-To: eve@elsewhere.test\r\n"),
                fields("From: Sam <sam@clinic.test>\r\nContent-Type: text/plain; hp=\"cipher\"\r\n"));
        assertEquals(0, restored.fields().count("Reply-To"));
        assertEquals(0, restored.fields().count("Subject"));
    }

    private static HeaderFields fields(String text) {
        return new HeaderFields(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static String golden(String name) {
        try (InputStream in = ProtectedHeaderTest.class.getResourceAsStream("protected/" + name)) {
            return text(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
