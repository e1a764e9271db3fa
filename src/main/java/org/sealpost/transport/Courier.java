package org.sealpost.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.smtp.Deadlines;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;
import org.sealpost.wire.Watchdog;

/**
 * Carries a message to the MX hosts of a domain, or finds out what they offer. Whatever host, DNS or attacker do, the
 * verdict on a connection stands before MAIL FROM, and nothing of message or envelope leaves before it. Safe for many
 * threads; one per application, so that connections and TLS sessions are used again.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Courier.class.getName());
    private static final int SMTP = 25;
    private static final int MOST_ADDRESSES = 4;
    private static final int MOST_SURVEYED = 5;
    /** After this, no further host is tried this time. */
    private static final Duration LONGEST_WALK = Duration.ofMinutes(10);

    private final Resolver resolver;
    private final Dialer dialer;
    private final InstantSource clock;
    private final Deadlines deadlines;
    private final Watchdog watchdog = new Watchdog();
    private final MxHosts mxHosts;
    private final TlsPolicies policies;
    private final Caller caller;
    private final ConnectionPool pool;

    /**
     * @param ourName the name for EHLO, which resolves to us; also how we know ourselves among a domain's MX hosts
     * @param deadlines for carrying; surveys have shorter ones
     */
    public Courier(Resolver resolver, Dialer dialer, TrustAnchors trust, InstantSource clock, SecureRandom random,
            String ourName, Deadlines deadlines, StsPolicies sts) {
        this.resolver = resolver;
        this.dialer = dialer;
        this.clock = clock;
        this.deadlines = deadlines;
        this.mxHosts = new MxHosts(resolver, ourName, random);
        this.policies = new TlsPolicies(trust, random, sts);
        this.caller = new Caller(dialer, watchdog, clock, ourName);
        this.pool = new ConnectionPool(watchdog, clock);
    }

    /**
     * Makes the transaction, at as many hosts as it takes. Blocks for as long as the hosts' deadlines permit.
     *
     * @return how it ended, one for each recipient in order
     */
    public List<Outcome> carry(Consignment consignment) {
        Ledger ledger = new Ledger(consignment.recipients());
        MxRoute route = mxHosts.of(consignment.domain());
        switch (route.kind()) {
            case HOSTS -> walk(consignment, route.hosts(), ledger);
            case NOWHERE -> ledger.recordOpen(Finding.refused(route.status(), route.reason()));
            case UNKNOWN -> ledger.recordOpen(Finding.later(route.status(), route.reason()));
        }
        List<Outcome> outcomes = ledger.outcomes();
        log(consignment, outcomes);
        return outcomes;
    }

    /** Looks at a domain's hosts without sending mail: EHLO, STARTTLS, verdict, QUIT. */
    public Survey survey(Domain domain) {
        MxRoute route = mxHosts.of(domain);
        return switch (route.kind()) {
            case HOSTS -> survey(domain, route.hosts());
            case NOWHERE -> survey(domain, Survey.Kind.NO_MAIL, route.reason(), List.of());
            case UNKNOWN -> survey(domain, Survey.Kind.UNREACHABLE, route.reason(), List.of());
        };
    }

    /** Closes what waits for further mail. */
    @Override
    public void close() {
        pool.close();
        watchdog.close();
    }

    private void walk(Consignment consignment, List<String> hosts, Ledger ledger) {
        TlsPolicy policy = policies.of(consignment.domain(), consignment.demand());
        Instant end = clock.instant().plus(LONGEST_WALK);
        for (String host : hosts) {
            policy = visit(host, policy, consignment, ledger);
            if (ledger.isSettled() || clock.instant().isAfter(end)) {
                return;
            }
        }
    }

    /** @return what holds at the next host: one that offered TLS, successfully or not, forbids the clear to all after it */
    private TlsPolicy visit(String host, TlsPolicy first, Consignment consignment, Ledger ledger) {
        TlsPolicy policy = first;
        Optional<MxSession> waiting = pool.take(host, policy);
        while (waiting.isPresent()) {
            policy = waiting.get().isTls() ? policy.neverClear() : policy;
            if (transact(waiting.get(), consignment, ledger) != Transaction.End.STALE) {
                return policy;
            }
            waiting = pool.take(host, policy);
        }
        Directions directions = directions(host);
        directions.obstacle().ifPresent(obstacle -> {
            ledger.recordOpen(obstacle);
            ledger.see(Evidence.unreached(clock.instant(), host, obstacle.reason()));
        });
        for (InetSocketAddress address : directions.addresses()) {
            Call call = caller.call(host, address, policy, deadlines);
            policy = call.tlsOffered() ? policy.neverClear() : policy;
            if (call.session().isPresent()) {
                transact(call.session().get(), consignment, ledger);
                return policy;
            }
            ledger.recordOpen(call.finding().orElseThrow());
            ledger.see(call.evidence());
        }
        return policy;
    }

    private Transaction.End transact(MxSession session, Consignment consignment, Ledger ledger) {
        Transaction.End end = new Transaction(consignment, session, ledger, clock).carryOut();
        if (end == Transaction.End.CLEAN) {
            pool.give(session);
        } else {
            session.connection().close();
        }
        return end;
    }

    /** Where a host is; an obstacle if nowhere. */
    private record Directions(List<InetSocketAddress> addresses, Optional<Finding> obstacle) {

        private static Directions blocked(Finding obstacle) {
            return new Directions(List.of(), Optional.of(obstacle));
        }
    }

    private Directions directions(String host) {
        Answer<InetAddress> answer = resolver.addresses(host);
        if (answer.isFailed()) {
            return Directions.blocked(Finding.later(EnhancedStatus.ROUTING_UNKNOWN, Reason.of("mx.failed", host)));
        }
        if (answer.isNone()) {
            return Directions.blocked(Finding.useless(Reason.of("mx.noaddress", host)));
        }
        List<InetSocketAddress> routes = dialer.routes(host, SMTP, answer.records());
        return routes.isEmpty()
                ? Directions.blocked(Finding.useless(Reason.of("mx.private", host)))
                : new Directions(routes.stream().limit(MOST_ADDRESSES).toList(), Optional.empty());
    }

    private Survey survey(Domain domain, List<String> hosts) {
        TlsPolicy policy = policies.of(domain, TlsDemand.of(TlsLevel.NONE));
        List<Call> calls = new ArrayList<>();
        List<Evidence> seen = new ArrayList<>();
        for (String host : hosts.subList(0, Math.min(MOST_SURVEYED, hosts.size()))) {
            Directions directions = directions(host);
            directions.obstacle().ifPresent(obstacle -> seen.add(Evidence.unreached(clock.instant(), host, obstacle.reason())));
            List<Call> here = look(host, directions.addresses(), policy);
            here.forEach(call -> seen.add(call.evidence()));
            calls.addAll(here);
        }
        return summary(domain, calls, seen);
    }

    /** Calls at one address after the other until one answers. */
    private List<Call> look(String host, List<InetSocketAddress> addresses, TlsPolicy policy) {
        List<Call> calls = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            Call call = caller.call(host, address, policy, Deadlines.SURVEY);
            call.session().ifPresent(session -> session.connection().quit());
            calls.add(call);
            if (call.isAnswered()) {
                break;
            }
        }
        return calls;
    }

    private Survey summary(Domain domain, List<Call> calls, List<Evidence> seen) {
        Optional<Call> best = calls.stream().filter(Call::isAnswered)
                .max(Comparator.comparing((Call call) -> call.evidence().level()));
        if (best.isEmpty()) {
            return survey(domain, Survey.Kind.UNREACHABLE, seen.get(seen.size() - 1).levelReason(), seen);
        }
        Evidence evidence = best.get().evidence();
        return new Survey(domain, clock.instant(), Survey.Kind.REACHED, evidence.level(),
                calls.stream().anyMatch(Call::tlsOffered), evidence.levelReason(), RoadFloor.NONE, Published.NOTHING, seen);
    }

    private Survey survey(Domain domain, Survey.Kind kind, Reason why, List<Evidence> seen) {
        return new Survey(domain, clock.instant(), kind, TlsLevel.NONE, false, why, RoadFloor.NONE, Published.NOTHING, seen);
    }

    private static void log(Consignment consignment, List<Outcome> outcomes) {
        Map<Outcome.Kind, Integer> kinds = new TreeMap<>();
        outcomes.forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
        List<Evidence> evidence = outcomes.get(0).evidence();
        String road = evidence.isEmpty() ? "nowhere" : road(evidence.get(evidence.size() - 1));
        LOG.log(Level.INFO, "{0} to {1}: {2} by {3}: {4} {5}", consignment.queueId(), consignment.domain(), kinds, road,
                outcomes.get(0).status(), outcomes.get(0).reason().code());
    }

    private static String road(Evidence last) {
        return last.mxHost() + " " + last.level() + last.tlsVersion().map(version -> " " + version).orElse("");
    }
}
