package org.sealpost.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
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
        Route route = Route.of(url, "https", HTTPS, resolver, dialer);
        if (route.failure() != null) {
            return route.failure();
        }
        byte[] request = Exchange.request(route.host(), url);
        return new Exchange(dialer, watchdog, route.host(), limits, raw -> over(raw, route.host(), request, limits)).tryAll(route.addresses());
    }

    @Override
    public void close() {
        watchdog.close();
    }

    private Fetch over(RawSocket raw, String host, byte[] request, FetchLimits limits) throws IOException {
        SSLSocket secured = tls.over(raw, host);
        secured.startHandshake();
        try {
            Proof proof = judge((ExtendedSSLSession) secured.getSession(), host);
            if (!proof.isValid()) {
                return Fetch.untrusted(proof.reason());
            }
            secured.getOutputStream().write(request);
            return new ResponseReader(new BufferedInputStream(secured.getInputStream()), limits, raw::hasEnded).read();
        } finally {
            // never resumed: the next fetch judges what the host shows then
            secured.getSession().invalidate();
        }
    }

    private Proof judge(ExtendedSSLSession session, String host) throws SSLException {
        if (!tls.permits(session)) {
            throw new SSLException("parameters that weren't offered");
        }
        List<X509Certificate> chain = Arrays.stream(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
        return certificates.judge(chain, session.getStatusResponses(), host, clock.instant());
    }
}
