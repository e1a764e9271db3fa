package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.wire.Watchdog;

/** What becomes of sessions when the server closes. */
class SmtpExchangeStopTest {

    private final Watchdog watchdog = new Watchdog();
    private final ScriptedDesk desk = new ScriptedDesk();
    private Socket client;
    private BufferedReader replies;
    private SmtpExchange exchange;
    private Thread thread;

    @BeforeEach
    void call() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            client.setSoTimeout(10_000);
            exchange = new SmtpExchange(ServerOptions.relay("mx.clinic.test", 10_000), desk, listener.accept(), InetAddress.getLoopbackAddress(),
                    raw -> {
                        throw new IOException("no TLS here");
                    }, watchdog, ServerDeadlines.STANDARD, () -> Dialogue.NONCE);
        }
        replies = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        thread = new Thread(exchange::run);
        thread.start();
        assertTrue(replies.readLine().startsWith("220 "));
    }

    @AfterEach
    void hangUp() throws IOException {
        client.close();
        watchdog.close();
    }

    @Test
    void whoWaitsIsSentAway() throws Exception {
        exchange.stop();
        assertEquals("421 4.3.2 Closing", replies.readLine());
        ended();
    }

    @Test
    void aMessageUnderWayIsStillTaken() throws Exception {
        say("HELO a.test\r\nMAIL FROM:<anna@web.test>\r\nRCPT TO:<sam@clinic.test>\r\nDATA\r\n");
        for (String code : new String[] {"250", "250", "250", "354"}) {
            assertTrue(replies.readLine().startsWith(code));
        }
        exchange.stop();
        say("x\r\n.\r\nMAIL FROM:<eve@web.test>\r\n");
        assertEquals("250 2.6.0 Taken", replies.readLine());
        assertEquals("421 4.3.2 Closing", replies.readLine());
        ended();
        assertEquals(1, desk.messages.size());
        assertFalse(desk.events.contains("mail <eve@web.test>"));
    }

    @Test
    void whereThereIsNoTlsAfterAllTheClientIsTold() throws Exception {
        say("STARTTLS\r\n");
        assertEquals("454 4.7.0 No TLS at the moment", replies.readLine());
        say("NOOP\r\n");
        assertEquals("250 2.0.0 Fine", replies.readLine());
    }

    private void ended() throws Exception {
        assertNull(replies.readLine());
        thread.join(10_000);
        assertFalse(thread.isAlive());
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }
}
