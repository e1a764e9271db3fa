package org.sealpost.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.wire.Dialer;

/** Where a host is; an obstacle if nowhere. */
record Directions(List<InetSocketAddress> addresses, Optional<Finding> obstacle) {

    private static final int SMTP = 25;
    private static final int MOST_ADDRESSES = 4;

    static Directions to(String host, Resolver resolver, Dialer dialer) {
        Answer<InetAddress> answer = resolver.addresses(host);
        if (answer.isFailed()) {
            return blocked(Finding.later(EnhancedStatus.ROUTING_UNKNOWN, Reason.of("mx.failed", host)));
        }
        if (answer.isNone()) {
            return blocked(Finding.useless(Reason.of("mx.noaddress", host)));
        }
        List<InetSocketAddress> routes = dialer.routes(host, SMTP, answer.records());
        return routes.isEmpty()
                ? blocked(Finding.useless(Reason.of("mx.private", host)))
                : new Directions(routes.stream().limit(MOST_ADDRESSES).toList(), Optional.empty());
    }

    private static Directions blocked(Finding obstacle) {
        return new Directions(List.of(), Optional.of(obstacle));
    }
}
