package org.sealpost.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.reception.Network;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.Desk;
import org.sealpost.smtp.server.MailFrom;
import org.sealpost.smtp.server.Peer;
import org.sealpost.smtp.server.RcptTo;
import org.sealpost.smtp.server.Replies;
import org.sealpost.smtp.server.ServerDeadlines;
import org.sealpost.smtp.server.ServerOptions;
import org.sealpost.smtp.server.SmtpExchange;
import org.sealpost.wire.Watchdog;

class PortTest {

    private static final String BROUGHT = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 25\r\n";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Watchdog watchdog = new Watchdog();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Socket> calls = new ArrayList<>();
    private final Headcount headcount = new Headcount(3, 2);
    private Port port;

    @AfterEach
    void close() throws IOException {
        for (Socket call : calls) {
            call.close();
        }
        port.close();
        threads.shutdownNow();
        watchdog.close();
    }

    @Test
    void whoCallsIsAnswered() throws IOException {
        open();
        Call call = call("");
        assertEquals("220 mx.clinic.test ESMTP", call.hear());
        call.sayWhoIsThere();
        assertEquals(List.of("127.0.0.1"), seen);
    }

    @Test
    void aProxyIsBelieved() throws IOException {
        open("127.0.0.0/8");
        Call call = call(BROUGHT);
        assertEquals("220 mx.clinic.test ESMTP", call.hear());
        call.sayWhoIsThere();
        assertEquals(List.of("192.0.2.7"), seen);
    }

    @Test
    void aProxyThatLooksAfterOurHealthIsItself() throws IOException {
        open("127.0.0.1");
        Call call = call("PROXY UNKNOWN\r\n");
        assertEquals("220 mx.clinic.test ESMTP", call.hear());
        call.sayWhoIsThere();
        assertEquals(List.of("127.0.0.1"), seen);
    }

    @Test
    void aProxyThatSaysNothingOfItsGuestIsToldNothing() throws IOException {
        open("127.0.0.1");
        assertNull(call("EHLO a.test\r\n").hear());
        assertEquals(0, headcount.count());
    }

    @Test
    void nobodyElseIsBelieved() throws IOException {
        open("192.0.2.0/24");
        Call call = call(BROUGHT);
        assertEquals("220 mx.clinic.test ESMTP", call.hear());
        assertTrue(call.hear().startsWith("500 "));
        call.sayWhoIsThere();
        assertEquals(List.of("127.0.0.1"), seen);
    }

    @Test
    void seatsAreCountedByNetworkOfWhomAProxyBrings() throws Exception {
        open("127.0.0.1");
        Call first = call(BROUGHT);
        assertEquals("220 mx.clinic.test ESMTP", first.hear());
        assertEquals("220 mx.clinic.test ESMTP", call(BROUGHT.replace("192.0.2.7", "192.0.2.8")).hear());
        assertTrue(call(BROUGHT.replace("192.0.2.7", "192.0.2.9")).hear().startsWith("421 4.3.2 "));
        assertEquals("220 mx.clinic.test ESMTP", call(BROUGHT.replace("192.0.2.7", "203.0.113.1")).hear());
        assertTrue(call(BROUGHT.replace("192.0.2.7", "203.0.114.1")).hear().startsWith("421 4.3.2 "));
        // who leaves makes room
        first.socket.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> headcount.count() == 2);
        assertEquals("220 mx.clinic.test ESMTP", call(BROUGHT).hear());
    }

    @Test
    void aClosedPortTakesNobodyAndSendsAwayWhoWaits() throws Exception {
        open();
        Call call = call("");
        assertEquals("220 mx.clinic.test ESMTP", call.hear());
        port.close();
        assertEquals("421 4.3.2 Closing", call.hear());
        assertNull(call.hear());
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), "no thread is left");
        assertEquals(0, headcount.count());
    }

    private void open(String... proxies) throws IOException {
        List<Network> networks = List.of(proxies).stream().map(text -> Network.of(text).orElseThrow()).toList();
        port = new Port(InetAddress.getLoopbackAddress(), 0, headcount, new Proxies(networks, watchdog), threads,
                (socket, from) -> new SmtpExchange(ServerOptions.relay("mx.clinic.test", 1_000), new Doorkeeper(), socket, from, raw -> {
                    throw new IOException("no TLS here");
                }, watchdog, ServerDeadlines.STANDARD, () -> "nonce"));
    }

    private Call call(String first) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
        calls.add(socket);
        socket.setSoTimeout(10_000);
        Call call = new Call(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
        call.say(first);
        return call;
    }

    private record Call(Socket socket, BufferedReader replies) {

        String hear() throws IOException {
            return replies.readLine();
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void sayWhoIsThere() throws IOException {
            say("HELO a.test\r\nMAIL FROM:<>\r\n");
            assertTrue(hear().startsWith("250 "));
            assertTrue(hear().startsWith("451 "));
        }
    }

    /** Writes down who comes, and takes nothing. */
    private final class Doorkeeper implements Desk {

        @Override
        public Reply mail(Peer peer, MailFrom from) {
            seen.add(peer.address().getHostAddress());
            return Replies.NOT_NOW;
        }

        @Override
        public Reply rcpt(RcptTo to) {
            return Replies.NOT_NOW;
        }

        @Override
        public Incoming data() throws IOException {
            throw new IOException("nobody was accepted");
        }

        @Override
        public void reset() {
            // nothing is kept
        }
    }
}
