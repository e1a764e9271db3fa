package org.sealpost.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.demo.NameServer;
import org.sealpost.demo.Zones;
import org.sealpost.mail.Domain;
import org.sealpost.testing.FixedTime;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Our own validation, against a small signed internet whose answers an attacker may change on the way. */
class ValidatorTest {

    private static final String DIGEST = "00".repeat(32);

    private final AtomicBoolean failing = new AtomicBoolean();
    private final FixedTime clock = FixedTime.atNoon();
    private final Zones zones = new Zones(clock, new SecureRandom(), failing::get);
    private final AtomicReference<UnaryOperator<Message>> attacker = new AtomicReference<>(UnaryOperator.identity());
    private NameServer server;
    private DnsjavaResolver resolver;

    @BeforeEach
    void start() throws IOException {
        zones.signed("dane.test").add("dane.test", "MX", "10 mx.dane.test.").add("mx.dane.test", "A", "192.0.2.1")
                .add("_25._tcp.mx.dane.test", "TLSA", "3 1 1 " + DIGEST)
                .add("alias.dane.test", "CNAME", "mx.dane.test.").add("away.dane.test", "CNAME", "mx.plain.test.");
        zones.unsigned("plain.test").add("plain.test", "MX", "10 mx.plain.test.").add("mx.plain.test", "A", "192.0.2.2");
        server = NameServer.start(zones, 0, reply -> attacker.get().apply(reply));
        resolver = DnsjavaResolver.validating(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())),
                Duration.ofMillis(500), clock, Optional.of(zones.rootAnchor()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void signedAnswersAreAuthentic() {
        assertTrue(resolver.validates());
        assertEquals(Answer.of(List.of(new Mx(10, "mx.dane.test")), true), resolver.mx(new Domain("dane.test")));
        assertEquals(List.of("3 1 1 " + DIGEST), resolver.tlsa("_25._tcp.mx.dane.test").records().stream().map(Tlsa::toString).toList());
        assertTrue(resolver.tlsa("_25._tcp.mx.dane.test").authentic());
        assertTrue(resolver.addresses("mx.dane.test").authentic());
    }

    @Test
    void signedDenialsAreAuthentic() {
        assertEquals(Answer.none(Answer.Status.NO_NAME, true), resolver.txt("nothing.dane.test"));
        assertEquals(Answer.none(Answer.Status.NO_NAME, true), resolver.tlsa("_25._tcp.other.dane.test"));
        assertEquals(Answer.none(Answer.Status.NO_DATA, true), resolver.txt("dane.test"));
        assertEquals(Answer.none(Answer.Status.NO_DATA, true), resolver.txt("_tcp.mx.dane.test"));
        assertEquals(Answer.none(Answer.Status.NO_NAME, true), resolver.mx(new Domain("nobody.nowhere")));
    }

    @Test
    void unsignedZoneIsNeitherAuthenticNorFailed() {
        assertEquals(Answer.of(List.of(new Mx(10, "mx.plain.test")), false), resolver.mx(new Domain("plain.test")));
        assertEquals(Answer.none(Answer.Status.NO_NAME, false), resolver.tlsa("_25._tcp.mx.plain.test"));
    }

    @Test
    void aliasIsAsAuthenticAsItsWeakestStep() {
        assertEquals(Answer.of(List.of("mx.dane.test"), true), resolver.canonicalName("alias.dane.test"));
        assertEquals(Answer.of(List.of("mx.plain.test"), false), resolver.canonicalName("away.dane.test"));
        assertEquals(Answer.of(List.of("mx.dane.test"), true), resolver.canonicalName("mx.dane.test"));
        assertFalse(resolver.addresses("away.dane.test").authentic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSA", "RRSIG", "NSEC", "DNSKEY", "DS"})
    void whoTakesRecordsOfATypeAwayGetsAFailureAndNeverADenial(String type) {
        assertTrue(resolver.validates());
        attacker.set(reply -> without(Type.value(type), reply));
        boolean touched = !type.equals("NSEC");
        assertEquals(touched, resolver.tlsa("_25._tcp.mx.dane.test").isFailed());
        assertFalse(resolver.tlsa("_25._tcp.mx.dane.test").isNone());
        assertEquals(!type.equals("TLSA"), resolver.tlsa("_25._tcp.other.dane.test").isFailed());
    }

    @Test
    void forgedAddressIsAFailure() {
        attacker.set(reply -> {
            Message forged = without(Type.A, reply);
            if (reply.getSection(Section.ANSWER).stream().anyMatch(record -> record.getType() == Type.A)) {
                forged.addRecord(record("mx.dane.test. 60 IN A 203.0.113.9"), Section.ANSWER);
            }
            return forged;
        });
        assertTrue(resolver.addresses("mx.dane.test").isFailed());
    }

    @Test
    void wordOfTheServerOnAuthenticityIsNotBelieved() {
        attacker.set(reply -> {
            reply.getHeader().setFlag(Flags.AD);
            return reply;
        });
        assertFalse(resolver.mx(new Domain("plain.test")).authentic());
    }

    @Test
    void signaturesEnd() {
        clock.pass(Duration.ofDays(8));
        attacker.set(new Replay());
        assertTrue(resolver.mx(new Domain("dane.test")).authentic());
        clock.pass(Duration.ofDays(8));
        DnsjavaResolver later = DnsjavaResolver.validating(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())),
                Duration.ofMillis(500), clock, Optional.of(zones.rootAnchor()));
        assertTrue(later.mx(new Domain("dane.test")).isFailed());
    }

    @Test
    void otherRootIsNoRoot() {
        DnsjavaResolver stranger = DnsjavaResolver.validating(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())), Duration.ofMillis(500), clock, Optional.empty());
        assertTrue(stranger.mx(new Domain("dane.test")).isFailed());
        assertTrue(stranger.mx(new Domain("plain.test")).isFailed());
    }

    @Test
    void serverWithoutSignaturesTurnsValidationOffUntilItHandsThemOutAndNeverLater() {
        attacker.set(reply -> without(Type.RRSIG, reply));
        assertFalse(resolver.validates());
        assertEquals(Answer.of(List.of(new Mx(10, "mx.dane.test")), false), resolver.mx(new Domain("dane.test")));
        attacker.set(UnaryOperator.identity());
        clock.pass(Duration.ofMinutes(1));
        assertTrue(resolver.validates());
        attacker.set(reply -> without(Type.RRSIG, reply));
        clock.pass(Duration.ofHours(2));
        assertTrue(resolver.validates());
        assertTrue(resolver.mx(new Domain("dane.test")).isFailed());
    }

    /** Else a zone of the attacker's would vouch for the name's being unsigned. */
    @Test
    void signatureByAZoneThatHasNoSayIsAFailure() {
        assertTrue(resolver.validates());
        attacker.set(reply -> reply.getQuestion().getType() != Type.MX ? reply : with(without(Type.RRSIG, without(Type.MX, reply)),
                Section.ANSWER, "dane.test. 60 IN MX 10 evil.plain.test.",
                "dane.test. 60 IN RRSIG MX 13 2 60 20990101000000 20000101000000 12345 plain.test. AAAA"));
        assertTrue(resolver.mx(new Domain("dane.test")).isFailed());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void denialByAZoneThatHasNoSayIsAFailure(boolean signed) {
        assertTrue(resolver.validates());
        attacker.set(reply -> {
            if (reply.getQuestion().getType() != Type.TLSA) {
                return reply;
            }
            Message forged = with(without(Type.RRSIG, without(Type.TLSA, reply)), Section.AUTHORITY,
                    "plain.test. 60 IN SOA ns.plain.test. h.plain.test. 1 60 60 60 60");
            return !signed ? forged : with(forged, Section.AUTHORITY,
                    "plain.test. 60 IN RRSIG SOA 13 2 60 20990101000000 20000101000000 12345 plain.test. AAAA");
        });
        assertTrue(resolver.tlsa("_25._tcp.mx.dane.test").isFailed());
    }

    @Test
    void emptyAnswerWithoutAuthorityIsAFailureInASignedZone() {
        assertTrue(resolver.validates());
        attacker.set(reply -> reply.getQuestion().getType() != Type.TLSA ? reply : without(Type.RRSIG, without(Type.TLSA, reply)));
        assertTrue(resolver.tlsa("_25._tcp.mx.dane.test").isFailed());
    }

    @Test
    void whatNobodyValidatedIsNotKeptForWhenSomebodyDoes() {
        attacker.set(reply -> {
            Message forged = without(Type.RRSIG, reply);
            return reply.getQuestion().getType() != Type.MX ? forged
                    : with(without(Type.MX, forged), Section.ANSWER, "dane.test. 3600 IN MX 10 evil.plain.test.");
        });
        assertFalse(resolver.validates());
        assertEquals("evil.plain.test", resolver.mx(new Domain("dane.test")).records().get(0).host());
        attacker.set(UnaryOperator.identity());
        clock.pass(Duration.ofMinutes(1));
        assertTrue(resolver.validates());
        assertEquals(Answer.of(List.of(new Mx(10, "mx.dane.test")), true), resolver.mx(new Domain("dane.test")));
    }

    @Test
    void norIfValidationBeginsWhileItIsAsked() {
        attacker.set(reply -> {
            Message forged = without(Type.RRSIG, reply);
            if (reply.getQuestion().getType() != Type.MX) {
                return forged;
            }
            clock.pass(Duration.ofMinutes(1));
            attacker.set(UnaryOperator.identity());
            return with(without(Type.MX, forged), Section.ANSWER, "dane.test. 3600 IN MX 10 evil.plain.test.");
        });
        assertFalse(resolver.validates());
        assertEquals("evil.plain.test", resolver.mx(new Domain("dane.test")).records().get(0).host());
        assertTrue(resolver.validates());
        assertEquals(Answer.of(List.of(new Mx(10, "mx.dane.test")), true), resolver.mx(new Domain("dane.test")));
    }

    @Test
    void serverThatFailsSaysNothing() {
        failing.set(true);
        assertTrue(resolver.mx(new Domain("dane.test")).isFailed());
        assertTrue(resolver.mx(new Domain("plain.test")).isFailed());
        failing.set(false);
        assertTrue(resolver.mx(new Domain("dane.test")).authentic());
    }

    /** Answers each question as it did the first time. */
    private static final class Replay implements UnaryOperator<Message> {

        private final java.util.Map<String, Message> first = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public Message apply(Message reply) {
            Message kept = first.computeIfAbsent(String.valueOf(reply.getQuestion()), question -> reply).clone();
            kept.getHeader().setID(reply.getHeader().getID());
            return kept;
        }
    }

    private static Message without(int type, Message reply) {
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            List.copyOf(reply.getSection(section)).stream().filter(record -> record.getType() == type)
                    .forEach(record -> reply.removeRecord(record, section));
        }
        return reply;
    }

    private static Message with(Message reply, int section, String... records) {
        for (String record : records) {
            reply.addRecord(record(record), section);
        }
        return reply;
    }

    private static Record record(String text) {
        try {
            String[] fields = text.split(" ", 5);
            return Record.fromString(org.xbill.DNS.Name.fromString(fields[0]), Type.value(fields[3]), org.xbill.DNS.DClass.IN,
                    Long.parseLong(fields[1]), fields[4], org.xbill.DNS.Name.root);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
