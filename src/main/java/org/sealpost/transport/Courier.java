package org.sealpost.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
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
    private final Surveyor surveyor;

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
        this.policies = new TlsPolicies(trust, random, resolver, sts);
        this.caller = new Caller(dialer, watchdog, clock, ourName);
        this.pool = new ConnectionPool(watchdog, clock);
        this.surveyor = new Surveyor(resolver, dialer, clock, new TlsPolicies(trust, random, resolver, sts), caller);
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
            case HOSTS -> walk(consignment, route, ledger);
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
            case HOSTS -> surveyor.look(domain, route);
            case NOWHERE -> Survey.without(domain, clock.instant(), Survey.Kind.NO_MAIL, route.reason());
            case UNKNOWN -> Survey.without(domain, clock.instant(), Survey.Kind.UNREACHABLE, route.reason());
        };
    }

    /** Closes what waits for further mail. */
    @Override
    public void close() {
        pool.close();
        watchdog.close();
    }

    private void walk(Consignment consignment, MxRoute route, Ledger ledger) {
        DomainPolicy road = policies.of(consignment.domain(), route, consignment.demand());
        Instant end = clock.instant().plus(LONGEST_WALK);
        for (String host : route.hosts()) {
            visit(host, road, consignment, ledger);
            if (ledger.isSettled() || clock.instant().isAfter(end)) {
                return;
            }
        }
    }

    /** A host that offered TLS, successfully or not, forbids the clear to all after it. */
    private void visit(String host, DomainPolicy road, Consignment consignment, Ledger ledger) {
        Optional<Finding> barrier = road.barrier(host);
        if (barrier.isPresent()) {
            ledger.recordOpen(barrier.get());
            ledger.see(Evidence.unreached(clock.instant(), host, barrier.get().reason(), road.at(host).applied()));
        } else if (!reuse(host, road, consignment, ledger)) {
            call(host, road, consignment, ledger);
        }
    }

    /** @return whether a waiting session did it */
    private boolean reuse(String host, DomainPolicy road, Consignment consignment, Ledger ledger) {
        Optional<MxSession> waiting = pool.take(host, road.at(host));
        while (waiting.isPresent()) {
            if (waiting.get().isTls()) {
                road.neverClear();
            }
            if (transact(waiting.get(), consignment, ledger) != Transaction.End.STALE) {
                return true;
            }
            waiting = pool.take(host, road.at(host));
        }
        return false;
    }

    private void call(String host, DomainPolicy road, Consignment consignment, Ledger ledger) {
        Directions directions = Directions.to(host, resolver, dialer);
        directions.obstacle().ifPresent(obstacle -> {
            ledger.recordOpen(obstacle);
            ledger.see(Evidence.unreached(clock.instant(), host, obstacle.reason(), road.at(host).applied()));
        });
        for (InetSocketAddress address : directions.addresses()) {
            Call call = caller.call(host, address, road.at(host), deadlines);
            if (call.tlsOffered()) {
                road.neverClear();
            }
            if (call.session().isPresent()) {
                transact(call.session().get(), consignment, ledger);
                return;
            }
            ledger.recordOpen(call.finding().orElseThrow());
            ledger.see(call.evidence());
        }
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
