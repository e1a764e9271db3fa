package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;

class MessageReaderTest {

    private final MessageReader reader = new MessageReader();

    @Test
    void headerIsRead() throws IOException {
        Reading reading = read("""
                From: =?UTF-8?Q?J=C3=B6rg?= <joerg@bank.example>
                To: "Doe, Jane" <jane@x.example>, group: a@x.example, b@x.example;
                Subject: =?ISO-8859-1?Q?Gr=FC=DFe?= und mehr
                Date: Mon, 23 Nov 2026 11:43:00 +0100
                Message-ID: <1@bank.example>
                References: <0@bank.example>
                Subject: second one doesn't count

                Hello
                """);
        assertEquals(Optional.of(new Correspondent("Jörg", Address.of("joerg@bank.example"))), reading.from());
        assertEquals(List.of("Doe, Jane", "a@x.example", "b@x.example"), reading.to().stream().map(Correspondent::shown).toList());
        assertEquals("Grüße und mehr", reading.subject());
        assertEquals(Optional.of(Instant.parse("2026-11-23T10:43:00Z")), reading.date());
        assertEquals(Optional.of("<1@bank.example>"), reading.messageId());
        assertEquals(List.of("<0@bank.example>"), reading.references());
        assertEquals("Hello\r\n", reading.text());
        assertTrue(reading.whole());
    }

    @Test
    void listIsNamedDecodedAndUnfolded() throws IOException {
        Reading reading = read("""
                From: a@x.example
                List-Id: =?UTF-8?Q?B=C3=BCro_und?=
                 Umfeld
                	<buero.lists.example>
                List-Id: <second.lists.example>

                Hello
                """);
        assertEquals("Büro und Umfeld <buero.lists.example>", reading.list().replaceAll("\\s+", " "));
        assertEquals("", read("From: a@x.example\n\nList-Id: <body.lists.example>\n").list());
    }

    @Test
    void headerIsReadWithoutTheBody() throws IOException {
        String header = "From: a@x.example\r\nSubject: long\r\nList-Id: <one.lists.example>\r\n\r\n";
        ByteArrayInputStream in = new ByteArrayInputStream((header + "x".repeat(70).concat("\r\n").repeat(70_000)).getBytes(StandardCharsets.US_ASCII));
        Reading reading = reader.header(new RawMessage() {
            @Override
            public long size() {
                return 5_000_000;
            }

            @Override
            public InputStream open() {
                return in;
            }
        });
        assertEquals("<one.lists.example>", reading.list());
        assertEquals("", reading.text());
        assertTrue(in.available() > 4_900_000, "the body was left alone");
    }

    @Test
    void headerThatNeverEndsIsReadAsFarAsItMay() throws IOException {
        byte[] octets = ("List-Id: <one.lists.example>\r\n" + "X-Filler: y\r\n".repeat(5_000)).getBytes(StandardCharsets.US_ASCII);
        Reading reading = reader.header(RawMessage.of(octets));
        assertEquals("<one.lists.example>", reading.list());
        assertFalse(reading.whole());
    }

    @Test
    void glanceAtALongMessageReadsItsBeginningOnly() throws IOException {
        byte[] octets = ("Subject: long\r\n\r\nFirst words\r\n" + "x".repeat(70).concat("\r\n").repeat(70_000)).getBytes(StandardCharsets.US_ASCII);
        ByteArrayInputStream in = new ByteArrayInputStream(octets);
        Reading reading = reader.glance(new RawMessage() {
            @Override
            public long size() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return in;
            }
        });
        assertEquals("long", reading.subject());
        assertTrue(reading.snippet().startsWith("First words xxx"), reading.snippet());
        assertTrue(in.available() > octets.length - 200_000, in.available() + " octets weren't read");
    }

    @Test
    void attachedMessageIsAnAttachmentAndNotTheAuthorsWords() throws IOException {
        Reading reading = read("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                mine
                --b
                Content-Type: message/rfc822

                Subject: forged

                theirs
                --b--
                """);
        assertEquals("mine", reading.text());
        assertEquals("", reading.subject());
        assertEquals(List.of("message/rfc822"), reading.attachments().stream().map(Reading.Attached::mediaType).toList());
        assertEquals("part-2.eml", reading.attachments().get(0).name());
    }

    @Test
    void secondHtmlPartIsNeverRenderedBesideTheFirst() throws IOException {
        Reading reading = read("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <img src="https://evil.example/
                --b
                Content-Type: text/html

                secret
                --b--
                """);
        assertFalse(reading.html().orElseThrow().contains("secret"));
        assertEquals(1, reading.attachments().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "no header at all", "From", "Content-Type: multipart/mixed\r\n\r\n--x", ":\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n----\r\n", "Content-Type: text/plain; charset=nonsense\r\n\r\nx",
        "Content-Type: ;;;\r\nContent-Transfer-Encoding: rot13\r\n\r\nx", "Subject: =?utf-8?B?!!!?=\r\nFrom: <<>>@@,,\r\nDate: yesterday\r\n\r\nx",
        "Content-Transfer-Encoding: base64\r\n\r\n====%%%%", "From: a@b\r\nTo: @\r\n\r\n", "Subject: \0\0\r\n\r\n\0"})
    void brokenMessagesStillMakeAReading(String raw) throws IOException {
        assertTrue(reader.read(RawMessage.of(raw.getBytes(StandardCharsets.ISO_8859_1)), false).to().isEmpty());
    }

    @Test
    void deepNestingAndManyPartsEndEarlyAndSaySo() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        }
        StringBuilder wide = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        wide.append("--b\n\nx\n".repeat(100_000));
        assertTimeout(Duration.ofSeconds(2), () -> assertFalse(read(deep.toString()).whole()));
        assertTimeout(Duration.ofSeconds(2), () -> assertFalse(read(wide.toString()).whole()));
    }

    @Test
    void hugeHeadersAndLinesEndEarlyAndSaySo() {
        assertTimeout(Duration.ofSeconds(2), () -> assertFalse(read("Subject: " + "x".repeat(10_000_000) + "\n\nbody").whole()));
        assertTimeout(Duration.ofSeconds(2), () -> assertFalse(read("X: y\n".repeat(500_000) + "\n\nbody").whole()));
    }

    @Test
    void hugeTextIsShortened() throws IOException {
        Reading reading = read("Subject: s\n\n" + "word word word\n".repeat(500_000));
        assertFalse(reading.whole());
        assertTrue(reading.text().length() <= 2_000_000);
    }

    @Test
    void deeplyNestedHtmlIsCleanedInTime() {
        String html = "Content-Type: text/html\n\n" + "<div><b>".repeat(200_000) + "x";
        assertTimeout(Duration.ofSeconds(4), () -> read(html));
    }

    @Test
    void eightBitWithoutCharsetIsReadable() throws IOException {
        byte[] latin = "Subject: s\r\n\r\nGrüße".getBytes(Charset.forName("windows-1252"));
        assertEquals("Grüße", reader.read(RawMessage.of(latin), false).text());
        assertEquals("Grüße", read("Subject: s\n\nGrüße").text());
    }

    @Test
    void publicTortureMessagesNeverThrowAndAreQuick() throws IOException {
        Path vectors = Path.of("../shared/vectors/mime4j");
        Assumptions.assumeTrue(Files.isDirectory(vectors), "no public vectors beside the checkout: torture messages skipped");
        try (Stream<Path> files = Files.walk(vectors)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(msg|eml)")).toList()) {
                byte[] octets = Files.readAllBytes(file);
                Reading reading = assertTimeout(Duration.ofSeconds(2), () -> reader.read(RawMessage.of(octets), false), file.toString());
                for (Reading.Attached attached : reading.attachments()) {
                    try (var part = reader.openPart(RawMessage.of(octets), attached.part()).orElseThrow()) {
                        assertEquals(attached.size(), part.readAllBytes().length, file.toString());
                    }
                }
            }
        }
    }

    private Reading read(String raw) throws IOException {
        return reader.read(RawMessage.of(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)), false);
    }
}
