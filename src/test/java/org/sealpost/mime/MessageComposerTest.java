package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;

class MessageComposerTest {

    private static final Correspondent SAM = new Correspondent("Sam Ortega", Address.of("sam@clinic.test"));
    private static final Correspondent ANNA = Correspondent.of(Address.of("anna@verified.test"));

    private final MessageComposer composer =
            new MessageComposer(InstantSource.fixed(Instant.parse("2026-11-23T10:43:00Z")), new SecureRandom());

    @Test
    void plainLetterIsWrittenAsPeopleExpect() throws IOException {
        String raw = written(Letter.of(SAM, List.of(ANNA), "Befund für Sie", "Guten Tag\n\nfür Sie"));
        assertTrue(raw.startsWith("Date: Mon, 23 Nov 2026 10:43:00 +0000\r\nFrom: Sam Ortega <sam@clinic.test>\r\n"
                + "To: anna@verified.test\r\nSubject: =?UTF-8?Q?Befund_f=C3=BCr_Sie?=\r\nMessage-ID: <"), raw);
        assertTrue(raw.endsWith("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "Guten Tag\r\n\r\nf=C3=BCr Sie\r\n"), raw);
    }

    @Test
    void messageIdIsRandomAndOfOurDomain() throws IOException {
        Letter letter = Letter.of(SAM, List.of(ANNA), "a", "b");
        String first = composer.compose(letter, OutputStream.nullOutputStream());
        assertTrue(first.matches("<[0-9a-f]{32}@clinic\\.test>"), first);
        assertFalse(first.equals(composer.compose(letter, OutputStream.nullOutputStream())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello\r\nBcc: eve@evil.test", "Hello\nBcc: eve@evil.test", "Hello\rBcc: eve@evil.test",
        "Hello\u2028Bcc: eve@evil.test", "Hello\u0085Bcc: eve@evil.test", "Hello\u760d\u760aBcc: eve@evil.test", "Hello\0\r\n\r\nBcc: x"})
    void noWordsBeginAHeaderFieldOfTheirOwn(String hostile) throws IOException {
        Letter letter = Letter.of(new Correspondent(hostile, SAM.address()), List.of(new Correspondent(hostile, ANNA.address())),
                hostile, "body").with("X-Words", hostile)
                .enclosing(List.of(new Enclosure(hostile, hostile, RawMessage.of(new byte[1]))));
        String raw = written(letter);
        assertFalse(raw.lines().anyMatch(line -> line.startsWith("Bcc")), raw);
        assertNoBareBreaks(raw);
    }

    @Test
    void longSubjectAndManyPeopleStayWithinTheLineLimit() throws IOException {
        List<Correspondent> many = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> new Correspondent("Größe " + i, Address.of("p" + i + "@verified.test"))).toList();
        String raw = written(Letter.of(SAM, many, "Überlänge ".repeat(150), "x".repeat(5_000)));
        assertTrue(raw.lines().allMatch(line -> line.length() <= 998));
        Reading back = read(raw);
        assertEquals(100, back.to().size());
        assertEquals("Größe 99", back.to().get(99).name());
        assertEquals("Überlänge ".repeat(150).strip(), back.subject());
        assertEquals("x".repeat(5_000) + "\r\n", back.text());
    }

    @Test
    void answerNamesItsThread() throws IOException {
        String raw = written(Letter.of(SAM, List.of(ANNA), "Re: a", "b").inReplyTo("<2@x.test>", List.of("<1@x.test>", "not an id")));
        assertTrue(raw.contains("In-Reply-To: <2@x.test>\r\n"), raw);
        assertTrue(raw.contains("References: <1@x.test> <2@x.test>\r\n"), raw);
    }

    @Test
    void attachmentsComeBackAsTheyWere() throws IOException {
        byte[] octets = new byte[200_001];
        new java.util.Random(7).nextBytes(octets);
        Letter letter = Letter.of(SAM, List.of(ANNA), "a", "text").withHtml("<p>text</p>").enclosing(List.of(
                new Enclosure("../../Befund ä.pdf", "application/pdf", RawMessage.of(octets)),
                new Enclosure("old.eml", "message/rfc822", RawMessage.of(new byte[] {'a', '\n'}))));
        RawMessage raw = RawMessage.of(written(letter).getBytes(StandardCharsets.UTF_8));
        Reading back = new MessageReader().read(raw, false);
        assertEquals("text\r\n", back.text());
        assertEquals(Optional.of("<p>text</p>\n"), back.html().map(h -> h.replace("\r", "")));
        assertEquals(List.of(new Reading.Attached(2, "Befund ä.pdf", "application/pdf", 200_001),
                new Reading.Attached(3, "old.eml", "application/octet-stream", 2)), back.attachments());
        try (InputStream part = new MessageReader().openPart(raw, 2).orElseThrow()) {
            assertArrayEquals(octets, part.readAllBytes());
        }
        assertNoBareBreaks(new String(raw.open().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void moreThanTwentyFiveMegabytesAreRefusedBeforeAnythingIsWritten() {
        RawMessage big = new RawMessage() {
            @Override
            public long size() {
                return 25_000_000;
            }

            @Override
            public InputStream open() {
                throw new AssertionError("must not be read");
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Letter letter = Letter.of(SAM, List.of(ANNA), "a", "b").enclosing(List.of(new Enclosure("x", "a/b", big)));
        assertThrows(MessageTooLarge.class, () -> composer.compose(letter, out));
        assertEquals(0, out.size());
    }

    private static void assertNoBareBreaks(String raw) {
        assertEquals(-1, raw.replace("\r\n", "").indexOf('\r'));
        assertEquals(-1, raw.replace("\r\n", "").indexOf('\n'));
    }

    private String written(Letter letter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        composer.compose(letter, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Reading read(String raw) throws IOException {
        return new MessageReader().read(RawMessage.of(raw.getBytes(StandardCharsets.UTF_8)), false);
    }
}
