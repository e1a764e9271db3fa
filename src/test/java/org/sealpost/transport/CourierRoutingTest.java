package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;

/** Where mail goes, what the hosts together mean, and that connections are used again. */
class CourierRoutingTest {

    private static final String TWO_HOSTS = """
            verified.test     MX 10 mx.verified.test
            verified.test     MX 20 mx2.verified.test
            mx.verified.test  A 192.0.2.1
            mx2.verified.test A 192.0.2.2
            """;

    @ParameterizedTest
    @CsvSource(textBlock = """
            verified.test MX 0 .,                                         REFUSED,  mx.null,      5.1.10
            other.test A 192.0.2.1,                                       REFUSED,  mx.nodomain,  5.1.2
            verified.test TXT mail-less,                                  REFUSED,  mx.none,      5.1.2
            verified.test FAILED,                                         DEFERRED, mx.failed,    4.4.3
            verified.test MX 10 client.test,                              REFUSED,  mx.loop,      5.4.6
            verified.test MX 10 192.0.2.1,                                REFUSED,  mx.unusable,  5.1.2
            verified.test MX 10 localhost,                                REFUSED,  mx.unusable,  5.1.2
            verified.test MX 10 gone.verified.test,                       REFUSED,  mx.noaddress, 5.4.4
            'verified.test MX 10 m.v.test\nm.v.test FAILED',              DEFERRED, mx.failed,    4.4.3
            'verified.test MX 10 m.v.test\nm.v.test A 127.0.0.1',         REFUSED,  mx.private,   5.4.4
            """)
    void domainsWithoutAHostAreToldApart(String zone, Outcome.Kind kind, String reason, String status) {
        try (Road road = Road.to("verified").zones(zone.replace("\\n", "\n"))) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(kind, outcome.kind());
            assertEquals(reason, outcome.reason().code());
            assertEquals(status, outcome.status().toString());
            assertEquals(0, road.server().connections());
        }
    }

    @Test
    void domainWithoutMxIsItsOwnHost() {
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("verified").as(Road.CA.leaf("verified.test"));
        try (Road road = Road.to("verified").host("verified.test", server).zones("verified.test A 192.0.2.1")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(1, server.messages().size());
        }
    }

    @Test
    void aliasesAreFollowed() {
        try (Road road = Road.to("verified").zones("""
                verified.test      MX 10 mx.verified.test
                mx.verified.test   CNAME host.other.test
                host.other.test    A 192.0.2.1
                """)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
        }
    }

    @Test
    void secondHostIsTakenWhenTheFirstFallsShort() {
        try (Road road = twoHosts(ScriptedSmtpServer.playing("no-starttls"), good("mx2.verified.test"))) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(List.of("mx.verified.test", "mx2.verified.test"),
                    outcome.evidence().stream().map(evidence -> evidence.mxHost()).toList());
            assertFalse(road.server(0).heard("MAIL"));
            road.assertNothingReadable();
        }
    }

    @Test
    void insecureMeansThatEveryHostThatAnsweredFellShort() {
        try (Road road = twoHosts(ScriptedSmtpServer.playing("no-starttls"),
                ScriptedSmtpServer.playing("verified").as(TestCa.selfSigned("mx2.verified.test")))) {
            assertEquals(Outcome.Kind.INSECURE, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingLeft();
        }
        try (Road road = Road.to("no-starttls").deadHost("mx2.verified.test").zones(TWO_HOSTS)) {
            assertEquals(Outcome.Kind.INSECURE, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingLeft();
        }
    }

    @Test
    void hostThatSaysLaterKeepsTheProtection() {
        try (Road road = twoHosts(ScriptedSmtpServer.playing("no-starttls"), ScriptedSmtpServer.saying("S: 421 4.3.2 later"))) {
            assertEquals(Outcome.Kind.DEFERRED, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingLeft();
        }
        try (Road road = Road.to("no-starttls").zones(TWO_HOSTS.replace("mx2.verified.test A 192.0.2.2", "mx2.verified.test FAILED"))) {
            assertEquals(Outcome.Kind.DEFERRED, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingLeft();
        }
    }

    @Test
    void nobodyThereIsDeferred() {
        try (Road road = Road.to("verified").deadHost("mx.verified.test")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals("mx.unreachable", outcome.reason().code());
        }
    }

    @Test
    void deadIpv6AddressIsFollowedByTheLiveIpv4One() {
        try (Road road = Road.to("verified").zones("""
                verified.test     MX 10 mx.verified.test
                mx.verified.test  AAAA 2001:db8::1
                mx.verified.test  A 192.0.2.1
                """)) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(List.of("mx.unreachable", "tls.verified"),
                    outcome.evidence().stream().map(evidence -> evidence.levelReason().code()).toList());
            assertEquals("127.0.0.1", outcome.evidence().get(1).address().orElseThrow());
        }
    }

    @Test
    void greylistedRecipientIsOfferedToTheNextHost() {
        try (Road road = twoHosts(ScriptedSmtpServer.playing("greylisting").as(Road.GOOD), good("mx2.verified.test"))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
        }
    }

    @Test
    void ofTwoHundredHostsOnlyTheBestTenAreTried() {
        String zone = IntStream.range(0, 200)
                .mapToObj(i -> "verified.test MX " + (i + 1) + " mx" + i + ".verified.test\nmx" + i + ".verified.test A 192.0.2.1")
                .collect(Collectors.joining("\n"));
        try (Road road = new Road().zones(zone)) {
            IntStream.range(0, 200).forEach(i -> road.deadHost("mx" + i + ".verified.test"));
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals(10, outcome.evidence().size());
            assertEquals("mx9.verified.test", outcome.evidence().get(9).mxHost());
        }
    }

    @Test
    void connectionIsUsedAgain() {
        try (Road road = Road.to("verified")) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            }
            assertEquals(1, road.server().connections());
            assertEquals(5, road.server().messages().size());
            road.assertNothingReadable();
        }
    }

    @Test
    void connectionThatDiedWhileWaitingIsReplaced() {
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("closing-when-reused", "verified").as(Road.GOOD);
        try (Road road = Road.to(server)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(2, server.connections());
            assertEquals(2, server.messages().size());
        }
    }

    @Test
    void surveyShowsTheBestThatIsOfferedAndSendsNothing() {
        try (Road road = twoHosts(ScriptedSmtpServer.playing("no-starttls"), good("mx2.verified.test"))) {
            Survey survey = road.survey("verified.test");
            assertEquals(Survey.Kind.REACHED, survey.kind());
            assertEquals(TlsLevel.VERIFIED, survey.level());
            assertTrue(survey.tlsOffered());
            assertEquals(2, survey.hosts().size());
            road.assertNothingLeft();
        }
        survey("no-starttls", Survey.Kind.REACHED, TlsLevel.NONE, false, "tls.none");
        survey("starttls-reset", Survey.Kind.REACHED, TlsLevel.NONE, true, "tls.handshake");
    }

    /** A domain full of hosts that take their time holds neither a delivery nor a look for hours. */
    @Test
    void timeForAllHostsTogetherEnds() {
        Road[] road = new Road[1];
        ScriptedSmtpServer slow = ScriptedSmtpServer.playing("greylisting").as(Road.GOOD)
                .with(socket -> road[0].clock.pass(Duration.ofMinutes(11)));
        try (Road way = twoHosts(slow, good("mx2.verified.test"))) {
            road[0] = way;
            assertEquals(Outcome.Kind.DEFERRED, way.carry(TlsLevel.VERIFIED).kind());
            assertEquals(0, way.server(1).connections());
            Survey survey = way.survey("verified.test");
            assertEquals(List.of("tls.verified", "mx.slow"), survey.hosts().stream().map(host -> host.levelReason().code()).toList());
            assertEquals(0, way.server(1).connections());
        }
    }

    @Test
    void surveyTellsSilenceFromRefusal() {
        try (Road road = Road.to("verified").deadHost("mx.verified.test")) {
            assertEquals(Survey.Kind.UNREACHABLE, road.survey("verified.test").kind());
        }
        try (Road road = Road.to("verified").zones("verified.test MX 0 .")) {
            assertEquals(Survey.Kind.NO_MAIL, road.survey("verified.test").kind());
        }
        try (Road road = Road.to("verified").zones("verified.test FAILED")) {
            assertEquals(Survey.Kind.UNREACHABLE, road.survey("verified.test").kind());
        }
    }

    private static void survey(String dialogue, Survey.Kind kind, TlsLevel level, boolean offered, String reason) {
        try (Road road = Road.to(dialogue)) {
            Survey survey = road.survey("verified.test");
            assertEquals(kind, survey.kind());
            assertEquals(level, survey.level());
            assertEquals(offered, survey.tlsOffered());
            assertEquals(reason, survey.reason().code());
            road.assertNothingLeft();
        }
    }

    private static Road twoHosts(ScriptedSmtpServer first, ScriptedSmtpServer second) {
        return Road.to(first).host("mx2.verified.test", second).zones(TWO_HOSTS);
    }

    private static ScriptedSmtpServer good(String host) {
        return ScriptedSmtpServer.playing("verified").as(Road.CA.leaf(host));
    }
}
