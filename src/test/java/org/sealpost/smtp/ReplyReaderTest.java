package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    @Test
    void repliesOfOneAndManyLinesAreRead() throws IOException {
        assertEquals(new Reply(250, List.of("ok")), read("250 ok\r\n"));
        assertEquals(new Reply(250, List.of("")), read("250\r\n"));
        assertEquals(new Reply(250, List.of("a", "", "b")), read("250-a\r\n250-\r\n250 b\r\n"));
        assertEquals(new Reply(250, List.of("lenient")), read("250 lenient\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25 x\r\n", "2500 x\r\n", "abc\r\n", "\r\n", "150 x\r\n", "650 x\r\n", "250_x\r\n", "250-a\r\n251 b\r\n",
        "250-a\r\nb\r\n"})
    void whatIsNoReplyIsNoReply(String text) {
        assertEquals(WireFault.Kind.GARBLED, assertThrows(WireFault.class, () -> read(text)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "250", "250-a\r\n", "250 a"})
    void halfAReplyIsNone(String text) {
        assertEquals(WireFault.Kind.CLOSED, assertThrows(WireFault.class, () -> read(text)).kind());
    }

    @Test
    void endlessRepliesAreCutOff() {
        assertEquals(WireFault.Kind.GARBLED, assertThrows(WireFault.class, () -> read("250-x\r\n".repeat(10_000))).kind());
        assertEquals(WireFault.Kind.GARBLED, assertThrows(WireFault.class, () -> read("250 " + "x".repeat(5_000))).kind());
    }

    @Test
    void nothingInAReplySteersATerminal() throws IOException {
        assertEquals("550 ?[31m?gr\u00FC\u00DFe? ??", read("550 \u001B[31m\u202Egr\u00FC\u00DFe\0\t\u2028\u0085\r\n").summary());
    }

    @Test
    void enhancedCodeCountsOnlyInItsOwnClass() throws IOException {
        assertEquals("5.1.1", read("550 5.1.1 who?\r\n").status().toString());
        assertEquals("5.0.0", read("550 2.1.1 who?\r\n").status().toString());
        assertEquals("4.0.0", read("450 busy\r\n").status().toString());
    }

    @Test
    void summaryIsShort() {
        assertTrue(new Reply(550, List.of("x".repeat(2_000))).summary().length() <= 500);
        String faces = new Reply(550, List.of("x".repeat(494) + "\uD83D\uDE00".repeat(9))).summary();
        assertEquals("550 " + "x".repeat(494) + "…", faces);
    }

    private static Reply read(String text) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).read();
    }
}
