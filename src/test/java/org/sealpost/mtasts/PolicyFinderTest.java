package org.sealpost.mtasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;
import static org.sealpost.testing.HttpsHost.endlessly;
import static org.sealpost.testing.HttpsHost.ok;
import static org.sealpost.testing.HttpsHost.politely;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Domain;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.HttpsHost;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** RFC 8461 against a real HTTPS server on loopback. */
class PolicyFinderTest {

    private static final TestCa CA = TestCa.root();
    private static final Domain STS = new Domain("sts.test");
    private static final String ANNOUNCED = "_mta-sts.sts.test TXT v=STSv1; id=one\n";
    private static final String CHANGED = "_mta-sts.sts.test TXT v=STSv1; id=two\n";
    private static final String SILENT = "";
    private static final String HOST = "mta-sts.sts.test A 192.0.2.1\n";
    private static final String ENFORCE = "version: STSv1\nmode: enforce\nmx: mx.sts.test\nmax_age: 604800\n";
    private static final String NONE = "version: STSv1\nmode: none\nmax_age: 86400\n";
    private static final String TESTING = ENFORCE.replace("enforce", "testing");

    private final HttpsHost host = HttpsHost.as(CA.leaf("mta-sts.sts.test")).publishing(ENFORCE);
    private final FixedTime clock = FixedTime.atNoon();
    private final List<String> failures = new ArrayList<>();
    private final List<HttpsClient> clients = new ArrayList<>();
    private final Map<Domain, KnownPolicy> kept = new HashMap<>();
    private final StsCache cache = new StsCache() {
        @Override
        public Optional<KnownPolicy> find(Domain domain) {
            return Optional.ofNullable(kept.get(domain));
        }

        @Override
        public void keep(Domain domain, KnownPolicy policy) {
            kept.put(domain, policy);
        }
    };

    @AfterEach
    void end() {
        clients.forEach(HttpsClient::close);
        host.close();
    }

    @Test
    void announcedPolicyIsFetchedAndKept() {
        StsFinding finding = finder(ANNOUNCED).of(STS);
        assertEquals(StsFinding.Kind.POLICY, finding.kind());
        assertEquals(List.of("mx.sts.test"), finding.policy().orElseThrow().policy().mx());
        assertEquals("sts.policy", finding.why().code());
        assertTrue(host.requests().get(0).startsWith("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.sts.test\r\n"));
        assertEquals(List.of("mta-sts.sts.test"), host.names());
        assertEquals(new KnownPolicy("one", finding.policy().get().policy(), NOON), kept.get(STS));
    }

    @Test
    void knownIdIsNotFetchedAgain() {
        finder(ANNOUNCED).of(STS);
        PolicyFinder restarted = finder(ANNOUNCED);
        clock.pass(Duration.ofDays(6));
        assertEquals(StsFinding.Kind.POLICY, restarted.of(STS).kind());
        assertEquals(1, host.connections());
        clock.pass(Duration.ofDays(1));
        assertEquals(StsFinding.Kind.POLICY, restarted.of(STS).kind());
        assertEquals(2, host.connections());
    }

    @Test
    void newIdIsFetchedAtOnce() {
        finder(ANNOUNCED).of(STS);
        host.publishing(TESTING);
        assertEquals(StsPolicy.Mode.TESTING, finder(CHANGED).of(STS).policy().orElseThrow().policy().mode());
        assertEquals("two", kept.get(STS).id());
    }

    @Test
    void noRecordOfTheirsMeansNone() {
        for (String zones : List.of(SILENT, "_mta-sts.sts.test TXT v=spf1 -all\n", "_mta-sts.sts.test A 192.0.2.1\n", "_mta-sts.test TXT v=STSv1; id=one\n",
                "sts.test TXT v=STSv1; id=one\n")) {
            assertEquals(StsFinding.NONE, finder(zones).of(STS), zones);
        }
        assertEquals(0, host.connections());
    }

    @Test
    void parentsPolicyIsNotTheChilds() {
        PolicyFinder finder = finder(ANNOUNCED);
        finder.of(STS);
        assertEquals(StsFinding.NONE, finder.of(new Domain("sub.sts.test")));
    }

    @Test
    void onlyOneRecordCounts() {
        broken("sts.records", ANNOUNCED + CHANGED);
        broken("sts.records", ANNOUNCED + ANNOUNCED);
        broken("sts.record", "_mta-sts.sts.test TXT v=STSv1; id=\n");
        assertEquals(0, host.connections());
        assertEquals(StsFinding.Kind.POLICY, finder("_mta-sts.sts.test TXT v=spf1 -all\n" + ANNOUNCED + "_mta-sts.sts.test TXT v=STSv10; id=x\n")
                .of(STS).kind());
    }

    @Test
    void recordMayBeAnAlias() {
        assertEquals(StsFinding.Kind.POLICY, finder("_mta-sts.sts.test CNAME _mta-sts.host.test\n_mta-sts.host.test TXT v=STSv1; id=one\n")
                .of(STS).kind());
    }

    @Test
    void failingDnsIsNotAbsence() {
        StsFinding unknown = finder("_mta-sts.sts.test FAILED\n").of(STS);
        assertEquals(StsFinding.Kind.UNKNOWN, unknown.kind());
        assertEquals("sts.dns", unknown.why().code());
        assertEquals(0, host.connections());
    }

    @Test
    void knownPolicyHoldsWhileItLastsWhateverTheDnsSays() {
        finder(ANNOUNCED).of(STS);
        clock.pass(Duration.ofDays(6));
        for (String zones : List.of(SILENT, "_mta-sts.sts.test FAILED\n", ANNOUNCED + CHANGED, "_mta-sts.sts.test TXT v=STSv1; id=\n")) {
            StsFinding finding = finder(zones).of(STS);
            assertEquals(StsFinding.Kind.POLICY, finding.kind(), zones);
            assertEquals("one", finding.policy().orElseThrow().id());
        }
        assertEquals("sts.vanished", finder(SILENT).of(STS).why().code());
        assertEquals(1, host.connections());
        clock.pass(Duration.ofDays(1));
        assertEquals(StsFinding.NONE, finder(SILENT).of(STS));
    }

    @Test
    void whatIsNoPolicyCountsAsNone() {
        for (Map.Entry<String, String> wrong : Map.of(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "sts.status",
                "HTTP/1.1 500 Sorry\r\nContent-Length: 0\r\n\r\n", "sts.status",
                "HTTP/1.1 301 Moved\r\nLocation: https://mta-sts.sts.test/x\r\nContent-Type: text/plain\r\n\r\n" + ENFORCE, "sts.status",
                "HTTP/1.1 203 Other\r\nContent-Type: text/plain\r\n\r\n" + ENFORCE, "sts.status",
                "HTTP/1.1 200 OK\r\n\r\n" + ENFORCE, "sts.type",
                ok("text/html", ENFORCE), "sts.type",
                ok("text/plain", "<html>"), "sts.syntax",
                ok("text/plain", ""), "sts.syntax",
                ok("text/plain", ENFORCE + "x: " + "y".repeat(65_536)), "http.large",
                "mode: enforce", "http.cut").entrySet()) {
            host.answering(politely(wrong.getKey()));
            broken(wrong.getValue(), ANNOUNCED);
        }
        host.answering(endlessly("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", "X: y\r\n"));
        broken("http.large", ANNOUNCED);
        host.answering(politely(ok("TEXT/Plain ; charset=iso-8859-1", ENFORCE)));
        assertEquals(StsFinding.Kind.POLICY, finder(ANNOUNCED).of(STS).kind());
    }

    @Test
    void certificateMustNameThePolicyHost() {
        for (String name : List.of("sts.test", "other.test", "*.test", "a.mta-sts.sts.test")) {
            host.showing(CA.leaf(name));
            broken("tls.certificate.name", ANNOUNCED);
        }
        host.showing(TestCa.selfSigned("mta-sts.sts.test"));
        broken("tls.certificate.selfsigned", ANNOUNCED);
        host.showing(CA.order("mta-sts.sts.test").valid(NOON.minus(Duration.ofDays(9)), NOON.minusSeconds(1)).issue());
        broken("tls.certificate.expired", ANNOUNCED);
        assertEquals(List.of(), host.requests().stream().filter(request -> !request.isEmpty()).toList());
        host.showing(CA.leaf("*.sts.test"));
        assertEquals(StsFinding.Kind.POLICY, finder(ANNOUNCED).of(STS).kind());
    }

    @Test
    void hostThatIsNowhereOrInsideIsNotAsked() {
        assertEquals("http.nowhere", finder(ANNOUNCED, "", dialer()).of(STS).why().code());
        StsFinding inside = finder(ANNOUNCED, "mta-sts.sts.test A 127.0.0.1\n", Dialer.internet()).of(STS);
        assertEquals("http.private", inside.why().code());
        assertEquals(StsFinding.Kind.BROKEN, inside.kind());
        assertEquals("http.dns", finder(ANNOUNCED, "mta-sts.sts.test FAILED\n", dialer()).of(STS).why().code());
        assertEquals(StsFinding.Kind.UNKNOWN, finder(ANNOUNCED, "mta-sts.sts.test FAILED\n", dialer()).of(STS).kind());
        assertEquals(0, host.connections());
    }

    @Test
    void failingFetchLeavesTheOldPolicyInForceUntilItExpires() {
        finder(ANNOUNCED).of(STS);
        host.publishing("garbage");
        PolicyFinder finder = finder(CHANGED);
        StsFinding kept = finder.of(STS);
        assertEquals(StsFinding.Kind.POLICY, kept.kind());
        assertEquals("sts.syntax", kept.why().code());
        clock.pass(Duration.ofDays(7));
        assertEquals(StsFinding.Kind.BROKEN, finder.of(STS).kind());
        assertEquals(List.of("sts.test sts.syntax", "sts.test sts.syntax"), failures);
    }

    @Test
    void failingFetchIsNotRepeatedForFiveMinutes() {
        host.publishing("garbage");
        PolicyFinder finder = finder(ANNOUNCED);
        finder.of(STS);
        clock.pass(Duration.ofSeconds(299));
        assertEquals("sts.syntax", finder.of(STS).why().code());
        assertEquals(1, host.connections());
        assertEquals(List.of("sts.test sts.syntax"), failures);
        host.publishing(ENFORCE);
        clock.pass(Duration.ofSeconds(1));
        assertEquals(StsFinding.Kind.POLICY, finder.of(STS).kind());
        assertEquals(2, host.connections());
    }

    @Test
    void policyOfNoDurationHoldsForWhoeverFetchedItAndIsNotFetchedForEachMessage() {
        host.publishing(ENFORCE.replace("604800", "0"));
        PolicyFinder finder = finder(ANNOUNCED);
        assertEquals(StsFinding.Kind.POLICY, finder.of(STS).kind());
        clock.pass(Duration.ofSeconds(299));
        assertEquals(StsFinding.Kind.POLICY, finder.of(STS).kind());
        assertEquals(1, host.connections());
        assertEquals(StsFinding.NONE, finder(SILENT).of(STS));
    }

    @Test
    void modeNoneEndsAPolicy() {
        finder(ANNOUNCED).of(STS);
        host.publishing(NONE);
        StsFinding ended = finder(CHANGED).of(STS);
        assertEquals(StsFinding.Kind.NONE, ended.kind());
        assertEquals("sts.ended", ended.why().code());
        assertEquals(Optional.empty(), ended.policy());
        assertEquals(StsFinding.Kind.NONE, finder(SILENT).of(STS).kind());
        host.answering(politely("HTTP/1.1 404 Gone\r\n\r\n"));
        assertEquals(StsFinding.Kind.NONE, finder(SILENT).refresh(STS).kind());
        assertEquals(List.of(), failures);
    }

    @Test
    void refreshLengthensALifeWhateverTheDnsSays() {
        finder(ANNOUNCED).of(STS);
        clock.pass(Duration.ofDays(1));
        assertEquals("sts.policy", finder(ANNOUNCED).refresh(STS).why().code());
        assertEquals(NOON.plus(Duration.ofDays(1)), kept.get(STS).fetchedAt());
        clock.pass(Duration.ofDays(1));
        finder(SILENT).refresh(STS);
        assertEquals(NOON.plus(Duration.ofDays(2)), kept.get(STS).fetchedAt());
        assertEquals("one", kept.get(STS).id());
        host.answering(politely("HTTP/1.1 404 Gone\r\n\r\n"));
        clock.pass(Duration.ofDays(1));
        StsFinding stale = finder(ANNOUNCED).refresh(STS);
        assertEquals(StsFinding.Kind.POLICY, stale.kind());
        assertEquals("sts.status", stale.why().code());
        assertEquals(NOON.plus(Duration.ofDays(2)), kept.get(STS).fetchedAt());
        assertEquals(List.of("sts.test sts.status"), failures);
    }

    @Test
    void refreshOfADomainWithoutPolicyFetchesNothing() {
        assertEquals(StsFinding.NONE, finder(SILENT).refresh(STS));
        assertEquals(0, host.connections());
    }

    @Test
    void manyAskersShareOneFetch() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        host.answering((peer, raw) -> {
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            politely(ok("text/plain", ENFORCE)).answer(peer, raw);
        });
        PolicyFinder finder = finder(ANNOUNCED);
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Future<StsFinding>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(askers.submit(() -> finder.of(STS)));
            }
            release.countDown();
            for (Future<StsFinding> answer : answers) {
                assertEquals(StsFinding.Kind.POLICY, answer.get(20, TimeUnit.SECONDS).kind());
            }
        } finally {
            askers.shutdownNow();
        }
        assertEquals(1, host.connections());
    }

    private void broken(String why, String zones) {
        StsFinding finding = finder(zones).of(STS);
        assertEquals(why, finding.why().code());
        assertEquals(StsFinding.Kind.BROKEN, finding.kind());
        assertEquals(Optional.empty(), finding.policy());
        assertEquals(Map.of(), kept);
    }

    private PolicyFinder finder(String records) {
        return finder(records, HOST, dialer());
    }

    private Dialer dialer() {
        return Dialer.loopback(Map.of("mta-sts.sts.test:443", host.port()));
    }

    private PolicyFinder finder(String records, String addresses, Dialer dialer) {
        FakeZones zones = FakeZones.of(records + addresses);
        HttpsClient https = new HttpsClient(zones, dialer, TrustAnchors.of(CA.certificate()), clock, new SecureRandom());
        clients.add(https);
        return new PolicyFinder(zones, https, cache, clock, (domain, why) -> failures.add(domain + " " + why.code()));
    }
}
