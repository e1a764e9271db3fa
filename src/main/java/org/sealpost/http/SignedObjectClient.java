package org.sealpost.http;

import java.io.BufferedInputStream;
import java.net.URI;
import org.sealpost.dns.Resolver;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.Watchdog;

/**
 * Fetches what proves itself by its own signature, and nothing else: lists of revoked certificates (RFC 5280 §8) and words about one
 * (RFC 6960 appendix A), which authorities offer without TLS, since whoever fetches them may not trust any certificate yet. Whoever sits in
 * between can read what is asked, keep it back and put an older word in its place. Otherwise as {@link HttpsClient}: public addresses only,
 * no redirect, everything limited.
 */
public final class SignedObjectClient implements AutoCloseable {

    private static final int HTTP = 80;

    private final Resolver resolver;
    private final Dialer dialer;
    private final Watchdog watchdog = new Watchdog();

    public SignedObjectClient(Resolver resolver, Dialer dialer) {
        this.resolver = resolver;
        this.dialer = dialer;
    }

    /**
     * One GET. Blocks for as long as the DNS and the limits permit, and never throws for what the other side does.
     *
     * @param url with scheme {@code http}, a host name and no port; anything else is NOWHERE
     */
    public Fetch get(URI url, FetchLimits limits) {
        Route route = Route.of(url, "http", HTTP, resolver, dialer);
        if (route.failure() != null) {
            return route.failure();
        }
        byte[] request = Exchange.request(route.host(), url);
        return new Exchange(dialer, watchdog, route.host(), limits, raw -> {
            raw.getOutputStream().write(request);
            // a body that was cut short isn't what was signed
            return new ResponseReader(new BufferedInputStream(raw.getInputStream()), limits, () -> false).read();
        }).tryAll(route.addresses());
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
