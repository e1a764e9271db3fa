package org.sealpost.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;
import org.sealpost.testing.FixedTime;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsjavaResolverTest {

    private final FixedTime clock = FixedTime.atNoon();
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private DatagramSocket server;
    private DnsjavaResolver resolver;

    @BeforeEach
    void start() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        resolver = DnsjavaResolver.believing(List.of(address()), Duration.ofMillis(200), clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mxHostsAreReadInOneSpelling() {
        answers.put("a.test MX", List.of("a.test. 300 IN MX 20 MX2.a.test.", "a.test. 300 IN MX 10 mx1.a.test."));
        Answer<Mx> answer = resolver.mx(new Domain("A.test"));
        assertEquals(List.of(new Mx(20, "mx2.a.test"), new Mx(10, "mx1.a.test")), answer.records());
    }

    @Test
    void nullMxHasNoHost() {
        answers.put("a.test MX", List.of("a.test. 300 IN MX 0 ."));
        assertTrue(resolver.mx(new Domain("a.test")).records().get(0).isNull());
    }

    @Test
    void noNameAndNoDataAndFailureAreToldApart() {
        answers.put("empty.test MX", List.of("NODATA"));
        answers.put("broken.test MX", List.of("SERVFAIL"));
        answers.put("refused.test MX", List.of("REFUSED"));
        answers.put("silent.test MX", List.of("SILENCE"));
        assertEquals(Answer.Status.NO_NAME, resolver.mx(new Domain("no.test")).status());
        assertEquals(Answer.Status.NO_DATA, resolver.mx(new Domain("empty.test")).status());
        assertEquals(Answer.Status.FAILED, resolver.mx(new Domain("broken.test")).status());
        assertEquals(Answer.Status.FAILED, resolver.mx(new Domain("refused.test")).status());
        assertEquals(Answer.Status.FAILED, resolver.mx(new Domain("silent.test")).status());
    }

    @Test
    void nextServerIsAskedWhenOneFails() throws IOException {
        answers.put("a.test MX", List.of("a.test. 300 IN MX 10 mx.a.test."));
        try (DatagramSocket dead = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress silent = new InetSocketAddress(dead.getLocalAddress(), dead.getLocalPort());
            DnsjavaResolver two = DnsjavaResolver.believing(List.of(silent, address()), Duration.ofMillis(200), clock);
            assertEquals(Answer.Status.RECORDS, two.mx(new Domain("a.test")).status());
        }
    }

    @Test
    void addressesOfBothKindsAreTogether() {
        answers.put("mx.a.test A", List.of("mx.a.test. 300 IN A 192.0.2.1"));
        answers.put("mx.a.test AAAA", List.of("mx.a.test. 300 IN AAAA 2001:db8::1"));
        assertEquals(List.of("2001:db8:0:0:0:0:0:1", "192.0.2.1"),
                resolver.addresses("mx.a.test").records().stream().map(InetAddress::getHostAddress).toList());
    }

    @Test
    void oneKindIsEnoughAndAFailureAloneIsNoDenial() {
        answers.put("four.test A", List.of("four.test. 300 IN A 192.0.2.1"));
        answers.put("four.test AAAA", List.of("SERVFAIL"));
        answers.put("half.test A", List.of("NODATA"));
        answers.put("half.test AAAA", List.of("SERVFAIL"));
        assertEquals(1, resolver.addresses("four.test").records().size());
        assertEquals(Answer.Status.FAILED, resolver.addresses("half.test").status());
    }

    @Test
    void addressLiteralIsAskedForLikeAnyName() {
        assertEquals(Answer.Status.NO_NAME, resolver.addresses("127.0.0.1").status());
    }

    @Test
    void aliasesAreFollowedInsideAndAcrossReplies() {
        answers.put("inside.test A", List.of("inside.test. 300 IN CNAME b.test.", "b.test. 300 IN A 192.0.2.2"));
        answers.put("inside.test AAAA", List.of("NODATA"));
        answers.put("across.test A", List.of("across.test. 300 IN CNAME c.test."));
        answers.put("across.test AAAA", List.of("NODATA"));
        answers.put("c.test A", List.of("c.test. 300 IN A 192.0.2.3"));
        assertEquals("192.0.2.2", resolver.addresses("inside.test").records().get(0).getHostAddress());
        assertEquals("192.0.2.3", resolver.addresses("across.test").records().get(0).getHostAddress());
    }

    @Test
    void aliasesInACircleFail() {
        answers.put("round.test TXT", List.of("round.test. 300 IN CNAME about.test."));
        answers.put("about.test TXT", List.of("about.test. 300 IN CNAME round.test."));
        assertEquals(Answer.Status.FAILED, resolver.txt("round.test").status());
    }

    @Test
    void stringsOfATextAreJoined() {
        answers.put("a.test TXT", List.of("a.test. 300 IN TXT \"sealpost=\" \"17\""));
        assertEquals(List.of("sealpost=17"), resolver.txt("a.test").records());
    }

    @Test
    void answersAreKeptUntilTheirTimeIsOver() {
        answers.put("a.test MX", List.of("a.test. 300 IN MX 10 mx.a.test."));
        resolver.mx(new Domain("a.test"));
        clock.pass(Duration.ofSeconds(299));
        resolver.mx(new Domain("a.test"));
        assertEquals(1, questions.get());
        clock.pass(Duration.ofSeconds(1));
        resolver.mx(new Domain("a.test"));
        assertEquals(2, questions.get());
    }

    @Test
    void endOfAnAliasIsKeptToo() {
        answers.put("inside.test A", List.of("inside.test. 300 IN CNAME b.test.", "b.test. 300 IN A 192.0.2.2"));
        assertEquals(List.of("b.test"), resolver.canonicalName("inside.test").records());
        assertEquals(List.of("b.test"), resolver.canonicalName("Inside.test").records());
        assertEquals(1, questions.get());
    }

    @Test
    void denialsAreKeptAMinuteAndFailuresNotAtAll() {
        resolver.txt("later.test");
        resolver.txt("later.test");
        assertEquals(1, questions.get());
        clock.pass(Duration.ofSeconds(60));
        answers.put("later.test TXT", List.of("later.test. 300 IN TXT here"));
        assertEquals(List.of("here"), resolver.txt("later.test").records());
        answers.put("broken.test TXT", List.of("SERVFAIL"));
        assertTrue(resolver.txt("broken.test").isFailed());
        answers.put("broken.test TXT", List.of("broken.test. 300 IN TXT mended"));
        assertEquals(List.of("mended"), resolver.txt("broken.test").records());
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getLocalAddress(), server.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (!server.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                server.receive(packet);
                questions.incrementAndGet();
                byte[] reply = reply(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                if (reply.length > 0) {
                    server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private byte[] reply(Message query) throws IOException {
        Record question = query.getQuestion();
        String key = question.getName().toString(true).toLowerCase(Locale.ROOT) + " " + Type.string(question.getType());
        List<String> lines = answers.getOrDefault(key, List.of("NXDOMAIN"));
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(question, Section.QUESTION);
        for (String line : lines) {
            switch (line) {
                case "SILENCE" -> {
                    return new byte[0];
                }
                case "SERVFAIL" -> reply.getHeader().setRcode(Rcode.SERVFAIL);
                case "REFUSED" -> reply.getHeader().setRcode(Rcode.REFUSED);
                case "NXDOMAIN", "NODATA" -> {
                    reply.getHeader().setRcode(line.equals("NODATA") ? Rcode.NOERROR : Rcode.NXDOMAIN);
                    reply.addRecord(record("test. 900 IN SOA ns.test. root.test. 1 1 1 1 900"), Section.AUTHORITY);
                }
                default -> reply.addRecord(record(line), Section.ANSWER);
            }
        }
        return reply.toWire();
    }

    private static Record record(String line) throws IOException {
        String[] parts = line.split(" ", 5);
        return Record.fromString(Name.fromString(parts[0]), Type.value(parts[3]), DClass.IN, Long.parseLong(parts[1]), parts[4], Name.root);
    }
}
