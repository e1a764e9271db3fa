package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every octet that a peer may say. */
class ReplyPropertiesTest {

    @Property(tries = 3_000)
    void whateverComesIsAReplyThatSteersNothingOrNone(@ForAll("conversations") String octets) throws IOException {
        Reply reply;
        try {
            reply = read(octets);
        } catch (WireFault e) {
            assertTrue(e.kind() == WireFault.Kind.GARBLED || e.kind() == WireFault.Kind.CLOSED, octets);
            return;
        }
        assertTrue(reply.code() >= 200 && reply.code() <= 599, octets);
        assertTrue(!reply.lines().isEmpty() && reply.lines().size() <= 128, octets);
        for (String line : reply.lines()) {
            assertTrue(line.length() <= 2_048 && line.codePoints().allMatch(ReplyPropertiesTest::isHarmless), octets);
        }
        assertTrue(reply.summary().length() <= 500);
        assertTrue(reply.summary().codePoints().allMatch(ReplyPropertiesTest::isHarmless), reply.summary());
        int statusClass = reply.status().statusClass();
        assertEquals(reply.isPositive() ? 2 : reply.isPermanent() ? 5 : 4, statusClass);
    }

    @Property(tries = 500)
    void replyIsReadAsItWasSaid(@ForAll @IntRange(min = 200, max = 599) int code, @ForAll("texts") List<String> texts) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            said.append(code).append(i < texts.size() - 1 ? '-' : ' ').append(texts.get(i)).append("\r\n");
        }
        assertEquals(new Reply(code, texts), read(said + "250 the next one\r\n"));
    }

    @Property(tries = 1_000)
    void nothingIsOfferedThatWasNotSaid(@ForAll("texts") List<String> texts) {
        Extensions offered = Extensions.in(new Reply(250, texts));
        for (String keyword : List.of("STARTTLS", "REQUIRETLS", "DSN", "SMTPUTF8", "SIZE")) {
            boolean said = texts.stream().skip(1).anyMatch(line -> line.strip().toUpperCase(Locale.ROOT).matches(keyword + "([ =].*)?"));
            assertEquals(said, offered.offer(keyword), () -> keyword + " in " + texts);
        }
        assertFalse(offered.size().isPresent() && offered.size().getAsLong() <= 0);
    }

    @Provide
    Arbitrary<String> conversations() {
        Arbitrary<String> part = Arbitraries.of("220", "250", "354", "421", "554", "199", "600", "25", " ", "-", "\r\n", "\n", "\r", "\0", "\t",
                "5.7.1", "4.999.999 ", "2.0.0", "9.9.9", "\u001B[31m", "\u202E", "\u2028", "\u0085", "\uD83D\uDE00", "x".repeat(494), "x".repeat(2_047), "ok", "=");
        Arbitrary<String> any = part.list().ofMaxSize(14).map(parts -> String.join("", parts));
        Arbitrary<String> shaped = part.list().ofMaxSize(6).map(parts -> "250 " + String.join("", parts) + "\r\n");
        return Arbitraries.oneOf(any, shaped);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> text = Arbitraries.oneOf(Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60),
                Arbitraries.of("STARTTLS", "starttls", " STARTTLS ", "STARTTLSX", "XSTARTTLS", "STARTTLS=", "SIZE", "SIZE 0", "SIZE=-1",
                        "SIZE 99999999999999999999", "SIZE 10", "DSN", "REQUIRETLS x", "SMTPUTF8 ", "=", "", "-", "250 STARTTLS"));
        return text.list().ofMinSize(1).ofMaxSize(12);
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c) && type != Character.FORMAT && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static Reply read(String octets) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(octets.getBytes(StandardCharsets.UTF_8))).read();
    }
}
