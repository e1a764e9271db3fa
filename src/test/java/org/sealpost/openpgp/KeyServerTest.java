package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;
import static org.sealpost.testing.HttpsHost.endlessly;
import static org.sealpost.testing.HttpsHost.ok;
import static org.sealpost.testing.HttpsHost.politely;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeysFound.Kind;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.HttpsHost;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** A key server on loopback, which gives back what anybody put there. */
class KeyServerTest {

    private static final TestCa CA = TestCa.root();
    private static final Address VOS = Address.of("Vos@peer.test");
    private static final SecretKey KEY = ContactKeys.key("Zoë Vos <Vos@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));
    private static final SecretKey OTHER = ContactKeys.key("Max <max@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));

    private final HttpsHost host = HttpsHost.as(CA.leaf("keys.peer.test"));
    private final FixedTime clock = FixedTime.atNoon();
    private final HttpsClient https = new HttpsClient(FakeZones.of("keys.peer.test A 192.0.2.1\n"),
            Dialer.loopback(Map.of("keys.peer.test:443", host.port())), TrustAnchors.of(CA.certificate()), clock, new SecureRandom());
    private final KeyServer server = new KeyServer(URI.create("https://keys.peer.test"), https, new OpenPgp(clock, new SecureRandom()).keys(), clock);

    @AfterEach
    void end() {
        https.close();
        host.close();
    }

    @Test
    void keyIsAskedForByAddress() {
        host.answering(publishing(ContactKeys.certificate(KEY)));
        KeysFound found = server.find(VOS);
        assertEquals(Kind.FOUND, found.kind());
        assertTrue(found.certificates().get(0).names(VOS, NOON));
        assertTrue(host.requests().get(0).startsWith("GET /vks/v1/by-email/Vos%40peer.test HTTP/1.1\r\nHost: keys.peer.test\r\n"));
        assertTrue(server.place(Address.of("\"a/../b?\"@peer.test")).toString().endsWith("/by-email/%22a%2F..%2Fb%3F%22%40peer.test"));
    }

    @Test
    void nobodyElsesKeyIsTaken() {
        host.answering(publishing(ContactKeys.certificate(OTHER)));
        KeysFound found = server.find(VOS);
        assertEquals(Kind.BROKEN, found.kind());
        assertEquals("keyserver.others", found.why().code());
        assertEquals(List.of(), found.certificates());
    }

    @Test
    void revokedKeyIsToldOf() {
        host.answering(publishing(ContactKeys.revoked(KEY, NOON.minusSeconds(60))));
        assertTrue(server.find(VOS).certificates().get(0).isRevoked(NOON));
    }

    @Test
    void otherAnswersBringNothing() {
        assertEquals(Kind.NONE, server.find(VOS).kind());
        host.answering(politely("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(Kind.UNKNOWN, server.find(VOS).kind());
        host.answering(politely("HTTP/1.1 302 Found\r\nLocation: https://keys.peer.test/other\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(Kind.UNKNOWN, server.find(VOS).kind());
        assertEquals(3, host.connections(), "no redirect is followed");
        host.answering(endlessly("HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxx"));
        assertEquals("http.large", server.find(VOS).why().code());
        host.publishing("<html>");
        assertEquals("keyserver.malformed", server.find(VOS).why().code());
    }

    private static HttpsHost.Manner publishing(Certificate certificate) {
        return politely(ok("application/pgp-keys", new String(certificate.octets(), StandardCharsets.ISO_8859_1)));
    }
}
