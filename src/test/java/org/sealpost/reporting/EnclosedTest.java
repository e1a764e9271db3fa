package org.sealpost.reporting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.RawMessage;
import org.sealpost.tlsrpt.MalformedReport;
import org.sealpost.tlsrpt.ReportReader;

class EnclosedTest {

    private static final byte[] OCTETS = "{}".getBytes(US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"application/tlsrpt+gzip", "application/tlsrpt+json", "APPLICATION/TLSRPT+GZIP"})
    void theReportIsTheFirstPartOfItsMediaType(String type) throws IOException {
        assertArrayEquals(OCTETS, Enclosed.in(mail(type, OCTETS)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/gzip", "text/plain", "application/octet-stream", "message/rfc822", "nonsense"})
    void nothingElseIsTakenForOne(String type) throws IOException {
        assertEquals(Optional.empty(), Enclosed.in(mail(type, OCTETS)));
    }

    @Test
    void aReportInsideAnAttachedMessageIsSomebodyElses() throws IOException {
        String inner = text(mail("application/tlsrpt+json", OCTETS));
        assertEquals(Optional.empty(), Enclosed.in(message("Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n"
                + inner + "\r\n--o--\r\n")));
    }

    @Test
    void aMessageWithoutPartsOrWithBrokenOnesHasNone() throws IOException {
        assertEquals(Optional.empty(), Enclosed.in(message("")));
        assertEquals(Optional.empty(), Enclosed.in(message("From: x\r\n\r\nhello\r\n")));
        assertEquals(Optional.empty(), Enclosed.in(message("Content-Type: multipart/report; boundary=b\r\n\r\n--c\r\n")));
    }

    @Test
    void whatIsLargerThanAReportIsNotEvenRead() throws IOException {
        assertEquals(Optional.empty(), Enclosed.in(mail("application/tlsrpt+gzip", new byte[Enclosed.LARGEST + 1])));
        assertEquals(Enclosed.LARGEST, Enclosed.in(mail("application/tlsrpt+gzip", new byte[Enclosed.LARGEST])).orElseThrow().length);
    }

    /** A gigabyte in a megabyte. */
    @Test
    void aBombStopsWhileItIsUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            byte[] blanks = new byte[1_000_000];
            java.util.Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 1_000; i++) {
                out.write(blanks);
            }
        }
        assertTrue(bomb.size() < Enclosed.LARGEST);
        byte[] enclosed = Enclosed.in(mail("application/tlsrpt+gzip", bomb.toByteArray())).orElseThrow();
        assertEquals("too large once unpacked", assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThrows(MalformedReport.class, () -> ReportReader.read(enclosed))).getMessage());
    }

    private static RawMessage mail(String type, byte[] content) {
        return message("From: tls@vos.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=\"tlsrpt\"; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/plain\r\n\r\nA report.\r\n--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n");
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(ISO_8859_1));
    }

    private static String text(RawMessage message) throws IOException {
        return new String(message.open().readAllBytes(), ISO_8859_1);
    }
}
