package org.sealpost.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;
import static org.sealpost.testing.HttpsHost.cutting;
import static org.sealpost.testing.HttpsHost.dripping;
import static org.sealpost.testing.HttpsHost.endlessly;
import static org.sealpost.testing.HttpsHost.ok;
import static org.sealpost.testing.HttpsHost.politely;
import static org.sealpost.testing.HttpsHost.silently;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.HttpsHost;
import org.sealpost.testing.Identity;
import org.sealpost.testing.TestCa;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

class HttpsClientTest {

    private static final TestCa CA = TestCa.root();
    private static final Identity GOOD = CA.leaf("doc.test");
    private static final URI URL = URI.create("https://doc.test/a%20b?c=d");
    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(9), 2_000, 1_000);
    /** Where waiting is what is tried. */
    private static final FetchLimits QUICK = new FetchLimits(Duration.ofMillis(200), Duration.ofMillis(250),
            Duration.ofMillis(500), 2_000, 1_000);

    private final HttpsHost host = HttpsHost.as(GOOD);
    private final FakeZones zones = FakeZones.of("""
            doc.test      A      192.0.2.1
            inside.test   A      10.0.0.1
            inside.test   AAAA   ::1
            metadata.test A      169.254.169.254
            failing.test  FAILED
            """);
    private final List<HttpsClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        clients.forEach(HttpsClient::close);
        host.close();
    }

    @Test
    void documentComesWhole() {
        host.publishing("version: STSv1\r\n");
        Fetch.Document document = assertInstanceOf(Fetch.Document.class, get());
        assertEquals("version: STSv1\r\n", new String(document.body(), StandardCharsets.US_ASCII));
        assertEquals(List.of("GET /a%20b?c=d HTTP/1.1\r\nHost: doc.test\r\nUser-Agent: Sealpost\r\nAccept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n"), host.requests());
        assertEquals(List.of("doc.test"), host.names());
    }

    @Test
    void redirectIsNeverFollowed() {
        host.answering(politely("HTTP/1.1 302 Found\r\nLocation: https://doc.test/other\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(302, assertInstanceOf(Fetch.Document.class, get()).status());
        get();
        assertEquals(2, host.connections());
        assertTrue(host.requests().stream().noneMatch(request -> request.contains("other") || request.contains("Cookie")));
    }

    @Test
    void certificateMustProveTheHost() {
        refused(CA.leaf("other.test"), "tls.certificate.name");
        refused(CA.order("doc.test").withoutNames().issue(), "tls.certificate.name");
        refused(CA.order("doc.test").valid(NOON.minus(Duration.ofDays(9)), NOON.minusSeconds(1)).issue(), "tls.certificate.expired");
        refused(TestCa.selfSigned("doc.test"), "tls.certificate.selfsigned");
        refused(TestCa.root().leaf("doc.test"), "tls.certificate.unknown");
        assertEquals(List.of(), host.requests().stream().filter(request -> !request.isEmpty()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificateIsTheOneThatTheHostShowsNow(String version) {
        HttpsClient client = client();
        host.with(socket -> socket.setEnabledProtocols(new String[] {version})).publishing("x");
        assertInstanceOf(Fetch.Document.class, client.get(URL, LIMITS));
        host.showing(TestCa.selfSigned("doc.test"));
        assertEquals("tls.certificate.selfsigned", assertInstanceOf(Fetch.Failure.class, client.get(URL, LIMITS)).why().code());
        host.showing(CA.leaf("doc.test"));
        assertInstanceOf(Fetch.Document.class, client.get(URL, LIMITS));
    }

    @Test
    void certificateWithAWildcardForTheFirstLabelProves() {
        HttpsHost wild = host.showing(CA.leaf("*.doc.test")).publishing("x");
        HttpsClient client = client(FakeZones.of("www.doc.test A 192.0.2.1"), Map.of("www.doc.test:443", wild.port()));
        assertInstanceOf(Fetch.Document.class, client.get(URI.create("https://www.doc.test/"), LIMITS));
    }

    @Test
    void noWeakTlsIsSpoken() {
        host.publishing("x").with(socket -> socket.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_AES_128_CBC_SHA"}));
        failed(Fetch.Kind.UNTRUSTED, "http.handshake");
        assertEquals(List.of(), host.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://doc.test/", "https://doc.test:8443/", "https://user@doc.test/", "https://192.0.2.1/", "https://[::1]/",
        "https://localhost/", "https://doc.test./", "https://2130706433/", "https://0x7f.1/", "https:doc.test", "ftp://doc.test/", "/doc.test",
        "https://doc.test/#a", "https://do_c.test/"})
    void whatIsNoPlainHttpsUrlIsNeverFetched(String url) {
        Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, client().get(URI.create(url), LIMITS));
        assertEquals("http.url", failure.why().code());
        assertEquals(0, host.connections());
    }

    @Test
    void privateAddressesAreNeverConnectedTo() {
        HttpsClient client = keep(new HttpsClient(zones, Dialer.internet(), TrustAnchors.of(CA.certificate()), FixedTime.atNoon(),
                new SecureRandom()));
        for (String name : List.of("inside.test", "metadata.test")) {
            Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, client.get(URI.create("https://" + name + "/"), LIMITS));
            assertEquals("http.private", failure.why().code());
            assertEquals(Fetch.Kind.NOWHERE, failure.kind());
        }
    }

    /** The second answer of the DNS leads inside; nobody asks for it. */
    @Test
    void addressThatWasCheckedIsTheOneConnectedTo() throws Exception {
        List<String> asked = new ArrayList<>();
        Resolver turning = turning(asked, InetAddress.getByName("192.0.2.1"), InetAddress.getByName("127.0.0.1"));
        HttpsClient client = keep(new HttpsClient(turning, Dialer.internet(), TrustAnchors.of(CA.certificate()), FixedTime.atNoon(),
                new SecureRandom()));
        assertInstanceOf(Fetch.Failure.class, client.get(URL, QUICK));
        assertEquals(List.of("doc.test"), asked);
        Fetch.Failure later = assertInstanceOf(Fetch.Failure.class, client.get(URL, QUICK));
        assertEquals("http.private", later.why().code());
    }

    @Test
    void inTheDemoOnlyTheMappedHostsAreReached() {
        Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class,
                client().get(URI.create("https://inside.test/"), LIMITS));
        assertEquals("http.private", failure.why().code());
        assertEquals(0, host.connections());
    }

    @Test
    void failingDnsIsNotAbsence() {
        HttpsClient client = client();
        Fetch.Failure failing = assertInstanceOf(Fetch.Failure.class, client.get(URI.create("https://failing.test/"), LIMITS));
        assertEquals(Fetch.Kind.UNREACHED, failing.kind());
        Fetch.Failure absent = assertInstanceOf(Fetch.Failure.class, client.get(URI.create("https://absent.test/"), LIMITS));
        assertEquals("http.nowhere", absent.why().code());
        assertEquals(Fetch.Kind.NOWHERE, absent.kind());
    }

    @Test
    void deadAddressCostsOneTryAndTheNextIsAsked() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            HttpsClient client = client(zones, Map.of("doc.test:443", bound.getLocalPort()));
            Fetch.Failure dead = assertInstanceOf(Fetch.Failure.class, client.get(URL, LIMITS));
            assertEquals("http.unreachable", dead.why().code());
        }
        host.publishing("x");
        HttpsClient both = client(FakeZones.of("doc.test AAAA 2001:db8::1\ndoc.test A 192.0.2.1"), Map.of("doc.test:443", host.port()));
        assertInstanceOf(Fetch.Document.class, both.get(URL, LIMITS));
    }

    @Test
    void nobodyHoldsUsLongerThanTheLimits() {
        long begun = System.nanoTime();
        for (HttpsHost.Manner manner : List.of(silently(), dripping("HTTP/1.1 200 OK\r\nX: ", 30),
                dripping("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", 30))) {
            host.answering(manner);
            Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, client().get(URL, QUICK));
            assertEquals("http.slow", failure.why().code());
            assertEquals(Fetch.Kind.UNREACHED, failure.kind());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 5_000);
    }

    @Test
    void silentHandshakeEndsToo() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpsClient client = client(zones, Map.of("doc.test:443", mute.getLocalPort()));
            Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, client.get(URL, QUICK));
            assertEquals("http.slow", failure.why().code());
        }
    }

    @Test
    void nobodyMakesUsReadMoreThanTheLimits() {
        host.answering(endlessly("HTTP/1.1 200 OK\r\n", "X: y\r\n"));
        failed(Fetch.Kind.UNREADABLE, "http.large");
        host.answering(endlessly("HTTP/1.1 200 OK\r\n\r\n", "version: STSv1\r\n"));
        failed(Fetch.Kind.UNREADABLE, "http.large");
        host.answering(endlessly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"));
        failed(Fetch.Kind.UNREADABLE, "http.large");
        host.answering(endlessly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "x"));
        failed(Fetch.Kind.UNREADABLE, "http.large");
        host.answering(politely("220 mx.test ESMTP\r\n"));
        failed(Fetch.Kind.UNREADABLE, "http.unreadable");
    }

    /** Without a length only the end of TLS says where a body ends; the end of TCP is anybody's. */
    @Test
    void bodyThatSomebodyCutOffIsNoDocument() {
        host.answering(cutting("HTTP/1.1 200 OK\r\n\r\nmax_age: 6048"));
        failed(Fetch.Kind.UNREADABLE, "http.cut");
        host.answering(cutting("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\nmax_age: 6048"));
        failed(Fetch.Kind.UNREADABLE, "http.cut");
        host.answering(politely("HTTP/1.1 200 OK\r\n\r\nmax_age: 604800"));
        assertEquals("max_age: 604800", new String(assertInstanceOf(Fetch.Document.class, get()).body(), StandardCharsets.US_ASCII));
        host.answering(cutting(ok("text/plain", "max_age: 604800")));
        assertInstanceOf(Fetch.Document.class, get());
    }

    /** Another's server, which speaks HTTP in its own way. */
    @Test
    void realServerIsUnderstood() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(GOOD.serverContext()));
        server.createContext("/", exchange -> {
            byte[] body = "version: STSv1".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().equals("/chunked") ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            HttpsClient client = client(zones, Map.of("doc.test:443", server.getAddress().getPort()));
            for (String path : List.of("chunked", "whole")) {
                Fetch.Document document = assertInstanceOf(Fetch.Document.class, client.get(URI.create("https://doc.test/" + path), LIMITS));
                assertEquals("version: STSv1", new String(document.body(), StandardCharsets.US_ASCII));
                assertEquals("text/plain", document.mediaType().orElseThrow());
            }
        } finally {
            server.stop(0);
        }
    }

    private void refused(Identity shown, String why) {
        host.showing(shown).publishing("x");
        failed(Fetch.Kind.UNTRUSTED, why);
    }

    private void failed(Fetch.Kind kind, String why) {
        Fetch.Failure failure = assertInstanceOf(Fetch.Failure.class, get());
        assertEquals(why, failure.why().code());
        assertEquals(kind, failure.kind());
    }

    private Fetch get() {
        return client().get(URL, LIMITS);
    }

    private HttpsClient client() {
        return client(zones, Map.of("doc.test:443", host.port(), "inside.test", host.port()));
    }

    private HttpsClient client(Resolver resolver, Map<String, Integer> ports) {
        return keep(new HttpsClient(resolver, Dialer.loopback(ports), TrustAnchors.of(CA.certificate()), FixedTime.atNoon(),
                new SecureRandom()));
    }

    private HttpsClient keep(HttpsClient client) {
        clients.add(client);
        return client;
    }

    private static Resolver turning(List<String> asked, InetAddress first, InetAddress then) {
        return (Resolver) Proxy.newProxyInstance(Resolver.class.getClassLoader(), new Class<?>[] {Resolver.class},
                (proxy, method, arguments) -> {
                    asked.add((String) arguments[0]);
                    return Answer.of(List.of(asked.size() == 1 ? first : then), false);
                });
    }
}
