package org.sealpost.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.Proof;
import org.sealpost.wire.StrongTls;
import org.sealpost.wire.TrustAnchors;
import org.sealpost.wire.Watchdog;

/**
 * Fetches documents from servers that nobody here trusts: HTTPS only, at the addresses that the DNS named and never at
 * private ones, no redirect, proxy, cookie or credential, everything limited. Safe for many threads; one per application.
 */
public final class HttpsClient implements AutoCloseable {

    private static final int HTTPS = 443;
    private static final int MOST_ADDRESSES = 4;
    private static final String HOST_NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.[a-z][a-z0-9-]*";

    private final Resolver resolver;
    private final Dialer dialer;
    private final CertificateJudge certificates;
    private final StrongTls tls;
    private final InstantSource clock;
    private final Watchdog watchdog = new Watchdog();

    public HttpsClient(Resolver resolver, Dialer dialer, TrustAnchors trust, InstantSource clock, SecureRandom random) {
        this.resolver = resolver;
        this.dialer = dialer;
        this.certificates = new CertificateJudge(trust);
        this.tls = new StrongTls("TLSv1.2", random);
        this.clock = clock;
    }

    /**
     * One GET. Blocks for as long as the DNS and the limits permit, and never throws for what the other side does.
     *
     * @param url with scheme {@code https}, a host name and no port; anything else is NOWHERE
     */
    public Fetch get(URI url, FetchLimits limits) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equalsIgnoreCase(url.getScheme()) || !host.matches(HOST_NAME) || url.getPort() != -1
                || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Fetch.nowhere("http.url", host);
        }
        Answer<InetAddress> addresses = resolver.addresses(host);
        if (addresses.isFailed()) {
            return Fetch.unreached("http.dns", host);
        }
        List<InetSocketAddress> routes = dialer.routes(host, HTTPS, addresses.records());
        if (routes.isEmpty()) {
            return Fetch.nowhere(addresses.isNone() ? "http.nowhere" : "http.private", host);
        }
        return new Exchange(host, request(host, url), limits).tryAll(routes.subList(0, Math.min(MOST_ADDRESSES, routes.size())));
    }

    @Override
    public void close() {
        watchdog.close();
    }

    private static byte[] request(String host, URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = URI.create(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery()).toASCIIString();
        return ("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: Sealpost\r\nAccept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** One request and the time it has. */
    private final class Exchange {

        private final String host;
        private final byte[] request;
        private final FetchLimits limits;
        private final long end;

        private Exchange(String host, byte[] request, FetchLimits limits) {
            this.host = host;
            this.request = request;
            this.limits = limits;
            this.end = System.nanoTime() + limits.total().toNanos();
        }

        /** The next address only where nobody answered: an answer that we don't like is an answer. */
        private Fetch tryAll(List<InetSocketAddress> routes) {
            Fetch fetch = Fetch.unreached("http.slow", host);
            for (InetSocketAddress route : routes) {
                Duration left = left();
                if (left.toMillis() < 1) {
                    return Fetch.unreached("http.slow", host);
                }
                fetch = attempt(route, left);
                if (!(fetch instanceof Fetch.Failure failure) || failure.kind() != Fetch.Kind.UNREACHED) {
                    return fetch;
                }
            }
            return fetch;
        }

        private Fetch attempt(InetSocketAddress route, Duration left) {
            try (RawSocket raw = dialer.connect(new RawSocket(), route, shorter(limits.connect(), left));
                    Watchdog.Watch watch = watchdog.watch(raw, left())) {
                try {
                    return over(raw);
                } catch (UnreadableResponse e) {
                    return Fetch.unreadable(e.getMessage(), host);
                } catch (IOException e) {
                    return broken(e, watch.hasBitten());
                }
            } catch (IOException e) {
                return Fetch.unreached("http.unreachable", host);
            }
        }

        private Fetch broken(IOException fault, boolean tooLong) {
            if (tooLong || fault instanceof SocketTimeoutException) {
                return Fetch.unreached("http.slow", host);
            }
            return fault instanceof SSLException ? Fetch.untrusted(Reason.of("http.handshake", host)) : Fetch.unreached("http.lost", host);
        }

        private Fetch over(RawSocket raw) throws IOException {
            raw.setTcpNoDelay(true);
            raw.setSoTimeout((int) limits.silence().toMillis());
            SSLSocket secured = tls.over(raw, host);
            secured.startHandshake();
            try {
                return over(secured, raw::hasEnded);
            } finally {
                // never resumed: the next fetch judges what the host shows then
                secured.getSession().invalidate();
            }
        }

        private Fetch over(SSLSocket secured, BooleanSupplier cut) throws IOException {
            Proof proof = judge((ExtendedSSLSession) secured.getSession());
            if (!proof.isValid()) {
                return Fetch.untrusted(proof.reason());
            }
            secured.getOutputStream().write(request);
            return new ResponseReader(new BufferedInputStream(secured.getInputStream()), limits, cut).read();
        }

        private Proof judge(ExtendedSSLSession session) throws SSLException {
            if (!tls.permits(session)) {
                throw new SSLException("parameters that weren't offered");
            }
            List<X509Certificate> chain = Arrays.stream(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
            return certificates.judge(chain, session.getStatusResponses(), host, clock.instant());
        }

        private Duration left() {
            return Duration.ofNanos(end - System.nanoTime());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
