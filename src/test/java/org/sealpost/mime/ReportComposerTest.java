package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/** The golden file has the form of RFC 8460 §5.3.1. */
class ReportComposerTest {

    private static final Path GOLDEN = Path.of("src/test/resources/org/sealpost/mime/tls-report.eml");
    private static final byte[] PACKED = "not really packed".getBytes(StandardCharsets.US_ASCII);

    private static final SecureRandom SEVENS = new SecureRandom() {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] octets) {
            Arrays.fill(octets, (byte) 0x77);
        }
    };

    @Test
    void aReportIsMailedAsInTheGoldenFile() throws IOException {
        assertEquals(Files.readString(GOLDEN).replace("\n", "\r\n"), raw("2026-11-27_verified.test"));
    }

    @Test
    void itsReportIsTheOnlyAttachmentAndComesOutAsItWentIn() throws IOException {
        RawMessage message = RawMessage.of(raw("1").getBytes(StandardCharsets.US_ASCII));
        MessageReader reader = new MessageReader();
        Reading reading = reader.glance(message);
        assertEquals(1, reading.attachments().size());
        assertEquals("application/tlsrpt+gzip", reading.attachments().get(0).mediaType());
        assertEquals("clinic.test!verified.test!1795737600!1795823999.json.gz", reading.attachments().get(0).name());
        assertArrayEquals(PACKED, reader.openPart(message, reading.attachments().get(0).part()).orElseThrow().readAllBytes());
        assertEquals("Report Domain: verified.test Submitter: clinic.test Report-ID: <1@clinic.test>", reading.subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "<a>", "a\r\nBcc: x@y.test", "a..b"})
    void anIdThatWouldBreakTheSubjectIsRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> raw(id));
    }

    private static String raw(String id) throws IOException {
        ReportLetter letter = new ReportLetter(new Correspondent("Sealpost", Address.of("postmaster@clinic.test")),
                Address.of("tls-reports@verified.test"), new Domain("verified.test"), id, "Two connections were fine.",
                "clinic.test!verified.test!1795737600!1795823999.json.gz", RawMessage.of(PACKED));
        RawMessage message = new ReportComposer(InstantSource.fixed(Instant.parse("2026-11-28T02:17:09Z")), SEVENS).compose(letter);
        return new String(message.open().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
