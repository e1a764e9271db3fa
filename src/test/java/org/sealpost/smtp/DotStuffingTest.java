package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotStuffingTest {

    @Test
    void linesThatBeginWithADotGetAnother() {
        good("a\r\n.b\r\n", "a\r\n..b\r\n.\r\n");
        good(".\r\n", "..\r\n.\r\n");
        good("..\r\n", "...\r\n.\r\n");
        good("a.b\r\n", "a.b\r\n.\r\n");
        good("", ".\r\n");
    }

    @Test
    void lastLineIsEnded() {
        good("a", "a\r\n.\r\n");
        good("a\r\n.", "a\r\n..\r\n.\r\n");
    }

    @Test
    void lonelyCrAndLfBecomeLineEnds() {
        good("a\nb", "a\r\nb\r\n.\r\n");
        good("a\rb", "a\r\nb\r\n.\r\n");
        good("a\r\r\nb", "a\r\n\r\nb\r\n.\r\n");
        good("a\n\rb", "a\r\n\r\nb\r\n.\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n", "\r\n.\0\r\n", "\n.\r", "\r\n.\r\n"})
    void noFormOfEndOfDataPassesInside(String end) {
        String sent = sent("text" + end + "MAIL FROM:<evil@evil.test>\r\n", 7);
        String inside = sent.substring(0, sent.length() - 3);
        for (String line : inside.split("\r\n", -1)) {
            assertFalse(line.equals("."), sent);
            assertFalse(line.contains("\r") || line.contains("\n"), sent);
        }
    }

    @Property(tries = 500)
    void whateverIsSentHoldsNoLonelyCrOrLfAndEndsOnce(
            @ForAll @Chars({'\r', '\n', '.', 'a', '\0'}) String message, @ForAll @IntRange(min = 1, max = 5) int block) {
        String sent = sent(message, block);
        assertFalse(sent.replace("\r\n", "").matches("(?s).*[\r\n].*"));
        assertEquals(sent.length() - 3, ("\r\n" + sent).indexOf("\r\n.\r\n"));
    }

    private static void good(String message, String expected) {
        for (int block = 1; block < 5; block++) {
            assertEquals(expected, sent(message, block));
        }
    }

    private static String sent(String message, int block) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DotStuffing data = new DotStuffing(out);
            ByteArrayInputStream in = new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1));
            byte[] buffer = new byte[block];
            while (data.block(in, buffer) >= 0) {
                buffer[0] = 'x';
            }
            data.finish();
            return out.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
