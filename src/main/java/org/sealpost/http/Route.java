package org.sealpost.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.wire.Dialer;

/**
 * Where a URL leads, if it is one that we follow: of one scheme, to a host name, at the scheme's own port, to addresses that the DNS names now
 * and that aren't private.
 *
 * @param addresses empty if there is a failure
 */
record Route(String host, List<InetSocketAddress> addresses, Fetch.Failure failure) {

    private static final int MOST_ADDRESSES = 4;
    private static final String HOST_NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.[a-z][a-z0-9-]*";

    /** @param scheme the only one, lower case @param port what it is reached at */
    static Route of(URI url, String scheme, int port, Resolver resolver, Dialer dialer) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (!scheme.equalsIgnoreCase(url.getScheme()) || !host.matches(HOST_NAME) || url.getPort() != -1
                || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return closed(host, Fetch.nowhere("http.url", host));
        }
        Answer<InetAddress> addresses = resolver.addresses(host);
        if (addresses.isFailed()) {
            return closed(host, Fetch.unreached("http.dns", host));
        }
        List<InetSocketAddress> routes = dialer.routes(host, port, addresses.records());
        if (routes.isEmpty()) {
            return closed(host, Fetch.nowhere(addresses.isNone() ? "http.nowhere" : "http.private", host));
        }
        return new Route(host, routes.subList(0, Math.min(MOST_ADDRESSES, routes.size())), null);
    }

    private static Route closed(String host, Fetch.Failure failure) {
        return new Route(host, List.of(), failure);
    }
}
