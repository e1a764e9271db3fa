package org.sealpost.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.forwarding.Forward.Kind;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;

class LoopGuardTest {

    private static final Forward ONE = rule(1);
    private static final Forward TWO = rule(2);
    private static final String HELLO = "Subject: Hello\r\n\r\nHello\r\n";

    private final LoopGuard guard = new LoopGuard(new byte[32]);

    @Test
    void ruleForwardsNothingThatItForwardedBefore() throws IOException {
        RawMessage forwarded = guard.marked(message(HELLO), List.of(ONE));
        assertEquals(List.of(TWO), guard.cut(List.of(ONE, TWO), forwarded));
        assertEquals(List.of(), guard.cut(List.of(ONE, TWO), guard.marked(message(HELLO), List.of(ONE, TWO))));
        assertEquals(List.of(), guard.cut(List.of(ONE, TWO), guard.marked(forwarded, List.of(TWO))));
    }

    @Test
    void nothingElseOfTheMessageIsTouchedAndNothingIsToldOfTheRule() throws IOException {
        RawMessage marked = guard.marked(message(HELLO), List.of(ONE));
        String text = text(marked);
        assertEquals(marked.size(), text.length());
        assertEquals("X-Sealpost-Forwarded: " + guard.token(ONE.uuid()) + "\r\n" + HELLO, text);
        assertFalse(text.contains(ONE.uuid().toString()));
        assertFalse(text.contains("sam") || text.contains("bob"));
    }

    @Test
    void madeUpWordsStopNoForward() throws IOException {
        assertEquals(List.of(ONE), guard.cut(List.of(ONE), message("X-Sealpost-Forwarded: " + ONE.uuid() + "\r\n" + HELLO)));
        byte[] other = new byte[32];
        other[5] = 7;
        assertEquals(List.of(ONE), guard.cut(List.of(ONE), new LoopGuard(other).marked(message(HELLO), List.of(ONE))));
    }

    @Test
    void fieldInTheTextIsNone() throws IOException {
        assertEquals(List.of(ONE), guard.cut(List.of(ONE), message(HELLO + "\r\nX-Sealpost-Forwarded: " + guard.token(ONE.uuid()) + "\r\n")));
    }

    @Test
    void fiftyHostsAndFourForwardsAreTheMost() throws IOException {
        assertEquals(List.of(ONE), guard.cut(List.of(ONE), message("Received: from a\r\n by b\r\n".repeat(50) + HELLO)));
        assertEquals(List.of(), guard.cut(List.of(ONE), message("received: from a\r\n by b\r\n".repeat(51) + HELLO)));
        assertEquals(List.of(ONE), guard.cut(List.of(ONE), message("X-Sealpost-Forwarded: x\r\n".repeat(4) + HELLO)));
        assertEquals(List.of(), guard.cut(List.of(ONE), message("X-Sealpost-Forwarded: x\r\n".repeat(5) + HELLO)));
    }

    @Test
    void headerWithoutEndIsNotForwarded() throws IOException {
        assertEquals(List.of(), guard.cut(List.of(ONE), message("X-A: b\r\n".repeat(40_000))));
    }

    private static String text(RawMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            return new String(octets.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Forward rule(long number) {
        return new Forward(number, new UUID(9, number), Kind.USER, "sam@clinic.test", "", Address.of("bob@lab.test"));
    }
}
