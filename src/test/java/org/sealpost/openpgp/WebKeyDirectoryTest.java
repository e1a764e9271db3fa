package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;
import static org.sealpost.testing.HttpsHost.cutting;
import static org.sealpost.testing.HttpsHost.dripping;
import static org.sealpost.testing.HttpsHost.endlessly;
import static org.sealpost.testing.HttpsHost.ok;
import static org.sealpost.testing.HttpsHost.politely;
import static org.sealpost.testing.HttpsHost.silently;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeysFound.Kind;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.HttpsHost;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** The key directory of a domain against a real HTTPS server on loopback, which means well or ill. */
class WebKeyDirectoryTest {

    private static final TestCa CA = TestCa.root();
    private static final Address VOS = Address.of("Vos@peer.test");
    private static final String BOTH = "openpgpkey.peer.test A 192.0.2.1\npeer.test A 192.0.2.2\n";
    private static final String DIRECT = "peer.test A 192.0.2.2\n";
    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(9), 2_000, 20_000);
    private static final FetchLimits QUICK = new FetchLimits(Duration.ofMillis(200), Duration.ofMillis(250), Duration.ofMillis(500), 2_000, 20_000);
    private static final SecretKey KEY = ContactKeys.key("Zoë Vos <Vos@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));
    private static final SecretKey OTHER = ContactKeys.key("Max <max@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));

    private final HttpsHost advanced = HttpsHost.as(CA.leaf("openpgpkey.peer.test"));
    private final HttpsHost direct = HttpsHost.as(CA.leaf("peer.test"));
    private final FixedTime clock = FixedTime.atNoon();
    private final List<HttpsClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        clients.forEach(HttpsClient::close);
        advanced.close();
        direct.close();
    }

    /** The example of the draft, §3.1. */
    @Test
    void placesAreThoseOfTheDraft() {
        assertEquals("iy9q119eutrkn8s1mk4r39qejnbu3n5q", WebKeyDirectory.hash("Joe.Doe"));
        Address joe = Address.of("Joe.Doe@Example.ORG");
        assertEquals("https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe",
                WebKeyDirectory.advanced(joe).toString());
        assertEquals("https://example.org/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe", WebKeyDirectory.direct(joe).toString());
    }

    @Test
    void localPartCanNotChangeThePlace() {
        assertTrue(WebKeyDirectory.direct(Address.of("a&b=c/./d?e#f+g*@peer.test")).toString().endsWith("?l=a%26b%3Dc%2F.%2Fd%3Fe%23f%2Bg%2A"));
        assertTrue(WebKeyDirectory.direct(Address.of("\"a b\"@peer.test")).toString().endsWith("?l=%22a%20b%22"));
    }

    @Test
    void keyIsFoundByTheAdvancedMethodAlone() {
        advanced.answering(publishing(ContactKeys.certificate(KEY)));
        direct.answering(publishing(ContactKeys.certificate(OTHER)));
        KeysFound found = find(BOTH);
        assertEquals(Kind.FOUND, found.kind());
        assertEquals(1, found.certificates().size());
        assertTrue(found.certificates().get(0).names(VOS, NOON));
        assertTrue(advanced.requests().get(0).startsWith("GET /.well-known/openpgpkey/peer.test/hu/" + WebKeyDirectory.hash("vos")
                + "?l=Vos HTTP/1.1\r\nHost: openpgpkey.peer.test\r\n"));
        assertEquals(0, direct.connections());
    }

    @Test
    void directMethodCountsOnlyWhereTheDnsHasNoHostForTheOther() {
        direct.answering(publishing(ContactKeys.certificate(KEY)));
        assertEquals(Kind.FOUND, find(DIRECT).kind());
        assertEquals(0, advanced.connections());
        int before = direct.connections();
        advanced.answering(politely("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(Kind.NONE, find(BOTH).kind());
        assertEquals(Kind.UNKNOWN, find("openpgpkey.peer.test FAILED\n" + DIRECT).kind());
        assertEquals(before, direct.connections(), "whoever breaks the one way doesn't choose the other");
    }

    @Test
    void somebodyElsesKeyIsDropped() {
        advanced.answering(publishing(ContactKeys.certificate(OTHER)));
        KeysFound wrong = find(BOTH);
        assertEquals(Kind.BROKEN, wrong.kind());
        assertEquals("wkd.others", wrong.why().code());
        assertEquals(List.of(), wrong.certificates());
        advanced.answering(publishing(ContactKeys.certificate(OTHER), ContactKeys.certificate(KEY)));
        KeysFound mixed = find(BOTH);
        assertEquals(1, mixed.certificates().size());
        assertTrue(mixed.certificates().get(0).names(VOS, NOON));
        advanced.answering(publishing(ContactKeys.certificate(ContactKeys.key("vos@peer.test", NOON.minusSeconds(9), Duration.ofDays(9)))));
        assertEquals(Kind.BROKEN, find(BOTH).kind(), "exactly that address");
    }

    @Test
    void revokedKeyIsToldOf() {
        advanced.answering(publishing(ContactKeys.revoked(KEY, NOON.minusSeconds(60))));
        KeysFound found = find(BOTH);
        assertEquals(Kind.FOUND, found.kind());
        assertTrue(found.certificates().get(0).isRevoked(NOON));
    }

    @Test
    void redirectLeadsNowhere() {
        advanced.answering(politely("HTTP/1.1 301 Moved\r\nLocation: https://peer.test/key\r\nContent-Length: 0\r\n\r\n"));
        direct.answering(publishing(ContactKeys.certificate(KEY)));
        KeysFound found = find(BOTH);
        assertEquals(Kind.UNKNOWN, found.kind());
        assertEquals("wkd.status", found.why().code());
        assertEquals(1, advanced.connections());
        assertEquals(0, direct.connections());
    }

    @Test
    void tooMuchIsNotRead() {
        advanced.answering(endlessly("HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxx"));
        KeysFound found = find(BOTH);
        assertEquals(Kind.BROKEN, found.kind());
        assertEquals("http.large", found.why().code());
    }

    @Test
    void slowOrCutOffAnswersAreNone() {
        for (HttpsHost.Manner manner : List.of(silently(), dripping("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", 30))) {
            advanced.answering(manner);
            KeysFound found = directory(BOTH, QUICK).find(VOS);
            assertEquals(Kind.UNKNOWN, found.kind());
            assertEquals("http.slow", found.why().code());
        }
        advanced.answering(cutting("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + octets(ContactKeys.certificate(KEY))));
        assertEquals("http.cut", find(BOTH).why().code());
    }

    @Test
    void whatIsNoKeyIsBroken() {
        for (String body : List.of("", "<html>", octets(ContactKeys.certificate(KEY)) + "xx", new String(KEY.octets(), StandardCharsets.ISO_8859_1))) {
            advanced.answering(politely(ok("application/octet-stream", body)));
            KeysFound found = find(BOTH);
            assertEquals(Kind.BROKEN, found.kind());
            assertEquals("wkd.malformed", found.why().code());
            assertEquals(List.of(), found.certificates());
        }
    }

    @Test
    void hostWithoutProofIsNotHeard() {
        advanced.showing(TestCa.selfSigned("openpgpkey.peer.test")).answering(publishing(ContactKeys.certificate(KEY)));
        direct.answering(publishing(ContactKeys.certificate(KEY)));
        KeysFound found = find(BOTH);
        assertEquals(Kind.UNKNOWN, found.kind());
        assertEquals(List.of(), found.certificates());
        assertEquals(0, direct.connections());
    }

    private KeysFound find(String zones) {
        return directory(zones, LIMITS).find(VOS);
    }

    private WebKeyDirectory directory(String zones, FetchLimits limits) {
        HttpsClient client = new HttpsClient(FakeZones.of(zones), Dialer.loopback(Map.of("openpgpkey.peer.test:443", advanced.port(),
                "peer.test:443", direct.port())), TrustAnchors.of(CA.certificate()), clock, new SecureRandom());
        clients.add(client);
        return new WebKeyDirectory(client, new OpenPgp(clock, new SecureRandom()).keys(), clock, limits);
    }

    private static HttpsHost.Manner publishing(Certificate... certificates) {
        StringBuilder body = new StringBuilder();
        for (Certificate one : certificates) {
            body.append(octets(one));
        }
        return politely(ok("application/octet-stream", body.toString()));
    }

    private static String octets(Certificate certificate) {
        return new String(certificate.octets(), StandardCharsets.ISO_8859_1);
    }
}
