package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.sealpost.wire.Watchdog;

/** What holds whatever a client says. */
class SmtpExchangePropertiesTest {

    private static final Watchdog WATCHDOG = new Watchdog();

    @AfterContainer
    static void close() {
        WATCHDOG.close();
    }

    @Property(tries = 3_000)
    void whateverIsSaidIsAnsweredInRepliesAndNothingThrows(@ForAll("conversations") String said) {
        ScriptedDesk desk = new ScriptedDesk();
        String answered = answers(said, desk);
        for (String line : answered.split("\r\n", -1)) {
            assertTrue(line.matches("([2-5]\\d\\d[ -][\\x20-\\x7E]*)?"), () -> line + " to " + said);
        }
        assertFalse(answered.contains("4.3.0 Can't go on"), () -> "a bug showed in " + said);
    }

    @Property(tries = 3_000)
    void noMessageHoldsALineEndThatStandsAloneAndEachIsConfirmedOnce(@ForAll("conversations") String said) {
        ScriptedDesk desk = new ScriptedDesk();
        String answered = answers(said, desk);
        for (ByteArrayOutputStream written : desk.written) {
            assertFalse(written.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "").matches("(?s).*[\r\n\0].*"), said);
        }
        assertEquals(desk.messages.size(), answered.split("250 2\\.6\\.0 Taken\r\n", -1).length - 1, said);
        assertEquals(desk.written.size(), desk.events.stream().filter(List.of("finish", "abandon")::contains).count(), said);
    }

    @Property(tries = 1_000)
    void howItComesInPiecesChangesNothing(@ForAll("conversations") String said) {
        ScriptedDesk whole = new ScriptedDesk();
        ScriptedDesk pieces = new ScriptedDesk();
        String answered = answers(said, whole);
        // behind STARTTLS it matters what has come already; the handshake fails either way
        if (!said.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
            assertEquals(answered, answers(said, pieces, 1), said);
            assertEquals(whole.events, pieces.events, said);
            assertEquals(whole.messages, pieces.messages, said);
        }
    }

    @Provide
    Arbitrary<String> conversations() {
        Arbitrary<String> parts = Arbitraries.of("EHLO a.test\r\n", "HELO a.test\r\n", "MAIL FROM:<anna@web.test>\r\n",
                "MAIL FROM:<anna@web.test> SIZE=9 SMTPUTF8\r\n", "RCPT TO:<sam@clinic.test>\r\n", "RCPT TO:<nobody@clinic.test>\r\n",
                "RCPT TO:<\u00E5\u0098\u008D@clinic.test>\r\n", "DATA\r\n", "Subject: x\r\n\r\nx\r\n", "\r\n.\r\n", ".\r\n", "BDAT 5\r\nab\r\n\r",
                "BDAT 4 LAST\r\nab\r\n", "BDAT 0 LAST\r\n", "BDAT 9\r\n", "RSET\r\n", "NOOP\r\n", "QUIT\r\n", "STARTTLS\r\n", "AUTH PLAIN\r\n",
                "VRFY x\r\n", "\n", "\r", "\0", "\n.\r\n", "\r\n.\r\r\n", "<", ">", "\"", " ", "x");
        Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(6);
        Arbitrary<String> mail = Arbitraries.just("EHLO a.test\r\nMAIL FROM:<anna@web.test>\r\nRCPT TO:<sam@clinic.test>\r\n");
        return Arbitraries.frequencyOf(Tuple.of(12, parts), Tuple.of(1, noise), Tuple.of(2, mail))
                .list().ofMaxSize(25).map(all -> String.join("", all));
    }

    private static String answers(String said, Desk desk) {
        return answers(said, desk, Integer.MAX_VALUE);
    }

    private static String answers(String said, Desk desk, int most) {
        try (Played socket = new Played(said.getBytes(StandardCharsets.ISO_8859_1), most)) {
            ServerOptions options = new ServerOptions("mx.clinic.test", true, false, false, 200, 3, 20);
            new SmtpExchange(options, desk, socket, InetAddress.getLoopbackAddress(), raw -> {
                throw new IOException("no TLS here");
            }, WATCHDOG, ServerDeadlines.STANDARD, () -> Dialogue.NONCE).run();
            return socket.said.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that says so much, whatever is answered, and then hangs up. */
    private static final class Played extends Socket {

        private final InputStream in;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();

        private Played(byte[] octets, int most) {
            in = new ByteArrayInputStream(octets) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    return super.read(into, offset, Math.min(length, most));
                }
            };
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return said;
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // nothing waits here
        }

        @Override
        public void setSoTimeout(int timeout) {
            // nothing waits here
        }
    }
}
