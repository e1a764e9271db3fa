package org.sealpost.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 300, 20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void bodiesOfKnownLength() throws IOException {
        good("version", OK + "Content-Length: 7\r\n\r\nversion");
        good("", OK + "content-length:0\r\n\r\n");
        good("version", OK + "Content-Length: 7\r\nContent-Encoding: identity\r\n\r\nversion and what nobody asked for");
        good("12345678901234567890", OK + "Content-Length: 20\r\n\r\n12345678901234567890");
    }

    @Test
    void bodiesInChunks() throws IOException {
        good("version: STSv1", OK + "Transfer-Encoding: chunked\r\n\r\n9\r\nversion: \r\n5;name=\"value\"\r\nSTSv1\r\n0\r\n\r\n");
        good("v", OK + "Transfer-Encoding: Chunked\r\n\r\n00001 \r\nv\r\n0\r\nTrailer: x\r\n\r\n");
    }

    @Test
    void bodiesThatEndWithTheConnection() throws IOException {
        good("version", OK + "\r\nversion");
        good("version", "HTTP/1.0 200 \r\nServer: \u00fcber\r\n\r\nversion");
        good("", "HTTP/1.1 200\r\n\r\n");
    }

    @Test
    void statusAndTypeAreTold() throws IOException {
        Fetch.Document moved = read("HTTP/1.1 301 Moved\r\nLocation: http://evil.test/\r\nContent-Length: 3\r\n\r\nabc");
        assertEquals(301, moved.status());
        assertEquals(0, moved.body().length);
        Fetch.Document typed = read(OK + "Content-Type: Text/Plain ; charset=utf-8\r\nContent-Length: 0\r\n\r\n");
        assertEquals(Optional.of("text/plain"), typed.mediaType());
        assertEquals(200, read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + "\r\n").status());
    }

    @Test
    void whatIsStrangeIsUnreadable() {
        for (String start : new String[] {"", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 200 OK\n\n", "http/1.1 200 OK\r\n\r\n", " " + OK + "\r\n",
            "HTTP/1.1 600 No\r\n\r\n", "HTTP/1.1 20 No\r\n\r\n", "HTTP/1.1 2000 No\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "220 mx.test ESMTP\r\n",
            "HTTP/1.1 200 O\u0000K\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n" + OK + "\r\n", "\r\n" + OK + "\r\n", "<html>\r\n"}) {
            bad(start);
        }
        for (String field : new String[] {"Content-Length : 7", " Content-Length: 7", "Content-Length: +7", "Content-Length: 7, 7",
            "Content-Length: 7\r\nContent-Length: 7", "Content-Length: -1", "Content-Length: 0x7", "Content-Length:", "No colon here", ": x",
            "X: a\r\n b", "X: a\nY: b", "X: a\rY: b", "X: \u0001", "Content-Encoding: gzip", "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity", "Transfer-Encoding: chunked\r\nContent-Length: 7",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Content-Type: text/plain\r\nContent-Type: text/html"}) {
            bad(OK + field + "\r\n\r\nversion");
        }
        bad("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nv\r\n0\r\n\r\n");
        for (String chunks : new String[] {"", "v", "-1\r\n", "1\nv\n0\n\n", "1\r\nvv\r\n0\r\n\r\n", "1\r\nv\r\n", "1\r\nv\r\n0\r\n", "g\r\nv", "123456789\r\n",
            " 1\r\nv\r\n0\r\n\r\n", "1\r\nv0\r\n\r\n"}) {
            bad(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        }
    }

    @Test
    void nothingIsLargerThanItsLimit() {
        large(OK + "Content-Length: 21\r\n\r\n123456789012345678901");
        large(OK + "Content-Length: 999999999999999999\r\n\r\n1");
        large(OK + "\r\n123456789012345678901");
        large(OK + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(21) + "0\r\n\r\n");
        large(OK + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\nx");
        large(OK + "X: " + "x".repeat(300));
        large(OK + "X: y\r\n".repeat(60) + "\r\n");
        large("HTTP/1.1 100 Continue\r\n\r\n".repeat(20) + OK + "\r\n");
        large(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "X: y\r\n".repeat(60) + "\r\n");
    }

    @Test
    void whatWasCutOffIsNoDocument() {
        assertEquals("http.cut", bad(OK + "Content-Length: 8\r\n\r\nversion"));
        assertEquals("http.cut", bad(OK + "Content-Le"));
        assertEquals("http.cut", assertThrows(UnreadableResponse.class, () -> new ResponseReader(in(OK + "\r\nversion"), LIMITS,
                () -> true).read()).getMessage());
    }

    private static void good(String body, String octets) throws IOException {
        Fetch.Document document = read(octets);
        assertEquals(200, document.status());
        assertArrayEquals(body.getBytes(StandardCharsets.ISO_8859_1), document.body());
    }

    private static String bad(String octets) {
        return assertThrows(UnreadableResponse.class, () -> read(octets), octets).getMessage();
    }

    private static void large(String octets) {
        assertEquals("http.large", bad(octets), octets);
    }

    private static Fetch.Document read(String octets) throws IOException {
        return new ResponseReader(in(octets), LIMITS, () -> false).read();
    }

    private static ByteArrayInputStream in(String octets) {
        return new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
