package org.sealpost.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.dane.TlsaFinding;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.smtp.Deadlines;
import org.sealpost.wire.Dialer;

/** Looks at a domain's MX hosts without sending mail: what the domain publishes, EHLO, STARTTLS, verdict, QUIT. */
final class Surveyor {

    private static final int MOST_HOSTS = 5;
    /** After this nobody else is called: others wait to be looked at. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final Resolver resolver;
    private final Dialer dialer;
    private final InstantSource clock;
    private final TlsPolicies policies;
    private final Caller caller;

    Surveyor(Resolver resolver, Dialer dialer, InstantSource clock, TlsPolicies policies, Caller caller) {
        this.resolver = resolver;
        this.dialer = dialer;
        this.clock = clock;
        this.policies = policies;
        this.caller = caller;
    }

    /** One host as it was seen; without a call if there was nobody to call. */
    private record HostSeen(TlsaFinding tlsa, TlsPolicy policy, Optional<Call> call, List<Evidence> evidence) {

        private boolean isAnswered() {
            return call.filter(Call::isAnswered).isPresent();
        }

        private TlsLevel level() {
            return call.map(made -> made.evidence().level()).orElse(TlsLevel.NONE);
        }

        /** Whether mail could go there at all. */
        private boolean reachesFloor() {
            return level().reaches(policy.floor().level()) && !policy.forbidsHost();
        }
    }

    Survey look(Domain domain, MxRoute route) {
        DomainPolicy road = policies.of(domain, route, TlsDemand.of(TlsLevel.NONE));
        Instant end = clock.instant().plus(LONGEST_LOOK);
        List<HostSeen> hosts = route.hosts().stream().limit(MOST_HOSTS).map(host -> look(host, road, end)).toList();
        Published published = new Published(Announced.dane(route.authentic(), route.validated() && resolver.validates(),
                hosts.stream().map(host -> host.tlsa().kind()).toList()),
                Announced.sts(road.sts()), Announced.tlsReports(resolver.txt("_smtp._tls." + domain.name())));
        RoadFloor floor = hosts.stream().map(host -> host.policy().floor())
                .min(Comparator.comparing(RoadFloor::level)).orElse(RoadFloor.NONE);
        return summary(domain, hosts, floor, published);
    }

    private HostSeen look(String host, DomainPolicy road, Instant end) {
        TlsaFinding tlsa = road.tlsa(host);
        TlsPolicy policy = road.at(host);
        if (tlsa.kind() == TlsaFinding.Kind.FAILED) {
            return notCalled(host, tlsa, policy, Reason.of("dane.failed", host));
        }
        if (clock.instant().isAfter(end)) {
            return notCalled(host, tlsa, policy, Reason.of("mx.slow", host));
        }
        Directions directions = Directions.to(host, resolver, dialer);
        if (directions.obstacle().isPresent()) {
            return notCalled(host, tlsa, policy, directions.obstacle().get().reason());
        }
        List<Call> calls = calls(host, directions.addresses(), policy, end);
        return new HostSeen(tlsa, policy, Optional.of(calls.get(calls.size() - 1)), calls.stream().map(Call::evidence).toList());
    }

    /** At one address after the other until one answers. Each look sees a handshake of its own: what the host shows now. */
    private List<Call> calls(String host, List<InetSocketAddress> addresses, TlsPolicy policy, Instant end) {
        List<Call> calls = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            Call call = caller.call(host, address, policy, Deadlines.SURVEY);
            call.session().ifPresent(MxSession::end);
            calls.add(call);
            if (call.isAnswered() || clock.instant().isAfter(end)) {
                break;
            }
        }
        return calls;
    }

    /** The best host that mail could go to speaks for the domain; if there is none, the best of all. */
    private Survey summary(Domain domain, List<HostSeen> hosts, RoadFloor floor, Published published) {
        List<Evidence> seen = hosts.stream().flatMap(host -> host.evidence().stream()).toList();
        Optional<HostSeen> best = hosts.stream().filter(HostSeen::isAnswered)
                .max(Comparator.comparing(HostSeen::reachesFloor).thenComparing(HostSeen::level));
        if (best.isEmpty()) {
            return new Survey(domain, clock.instant(), Survey.Kind.UNREACHABLE, TlsLevel.NONE, false,
                    seen.get(seen.size() - 1).levelReason(), floor, published, seen);
        }
        Call call = best.get().call().orElseThrow();
        boolean offered = hosts.stream().flatMap(host -> host.call().stream()).anyMatch(Call::tlsOffered);
        return new Survey(domain, clock.instant(), Survey.Kind.REACHED, call.evidence().level(), offered,
                call.evidence().levelReason(), floor, published, seen);
    }

    private HostSeen notCalled(String host, TlsaFinding tlsa, TlsPolicy policy, Reason why) {
        return new HostSeen(tlsa, policy, Optional.empty(), List.of(Evidence.unreached(clock.instant(), host, why, policy.applied())));
    }
}
