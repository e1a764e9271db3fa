package org.sealpost.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.HttpHost.octets;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.HttpHost;
import org.sealpost.wire.Dialer;

class SignedObjectClientTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofMillis(800), 1_000, 2_000);
    private static final String ZONES = """
            crl.test      A 192.0.2.1
            inside.test   A 127.0.0.1
            home.test     A 192.168.1.1
            six.test      AAAA fd00::1
            local.test    A 169.254.169.254
            broken.test   FAILED
            """;

    private final HttpHost host = HttpHost.start();
    private final SignedObjectClient client = new SignedObjectClient(FakeZones.of(ZONES), Dialer.loopback(Map.of("crl.test:80", host.port())));

    @AfterEach
    void end() {
        client.close();
        host.close();
    }

    @Test
    void objectComesWhole() {
        host.publishing(new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, assertInstanceOf(Fetch.Document.class, get("http://crl.test/a/b%2B.crl?x=y")).body());
        assertEquals("GET /a/b%2B.crl?x=y HTTP/1.1\r\nHost: crl.test\r\nUser-Agent: Sealpost\r\nAccept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n", host.requests().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://crl.test/", "ftp://crl.test/", "ldap://crl.test/", "file:///etc/passwd", "http://crl.test:8080/", "http://127.0.0.1/",
        "http://[::1]/", "http://user@crl.test/", "http://crl.test/#part", "http://2130706433/", "http:/crl.test", "//crl.test/"})
    void whatIsNoPlainHttpUrlIsNeverFetched(String url) {
        Fetch.Failure failure = failed(url);
        assertEquals(Fetch.Kind.NOWHERE, failure.kind());
        assertEquals("http.url", failure.why().code());
        assertEquals(List.of(), host.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside.test", "home.test", "six.test", "local.test"})
    void privateAddressesAreNeverConnectedTo(String name) {
        try (SignedObjectClient outside = new SignedObjectClient(FakeZones.of(ZONES), Dialer.internet())) {
            Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, outside.get(URI.create("http://" + name + "/"), LIMITS));
            assertEquals("http.private", failure.why().code());
        }
    }

    @Test
    void redirectIsNeverFollowed() {
        host.answering(head -> octets("HTTP/1.1 301 Moved\r\nLocation: http://crl.test/other\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(301, assertInstanceOf(Fetch.Document.class, get("http://crl.test/")).status());
        assertEquals(1, host.requests().size());
    }

    @Test
    void nobodyMakesUsReadOrWaitBeyondTheLimits() {
        host.publishing(new byte[2_001]);
        assertEquals("http.large", failed("http://crl.test/").why().code());
        host.answering(head -> octets("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1_000) + "\r\n\r\n"));
        assertEquals("http.large", failed("http://crl.test/").why().code());
        host.answering(head -> null);
        assertEquals("http.slow", failed("http://crl.test/").why().code());
        host.answering(head -> octets("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
        assertEquals("http.cut", failed("http://crl.test/").why().code());
        assertEquals("http.dns", failed("http://broken.test/").why().code());
        assertTrue(failed("http://nobody.test/").why().code().equals("http.nowhere"));
    }

    private Fetch get(String url) {
        return client.get(URI.create(url), LIMITS);
    }

    private Fetch.Failure failed(String url) {
        return assertInstanceOf(Fetch.Failure.class, get(url));
    }
}
