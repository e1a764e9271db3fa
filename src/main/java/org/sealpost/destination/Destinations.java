package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/** All domains that were ever looked at or written to. They belong to no account: who wrote to them isn't kept here. */
@ApplicationScoped
@Transactional
public class Destinations {

    @PersistenceContext
    private EntityManager entities;

    private static final Duration LONGEST_LIFT = Duration.ofDays(366);

    private ForcedDomains forced;
    private AuditLog audit;
    private InstantSource clock;
    private Event<DestinationChanged> changed;

    protected Destinations() {
    }

    @Inject
    Destinations(ForcedDomains forced, AuditLog audit, InstantSource clock, Event<DestinationChanged> changed) {
        this.forced = forced;
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is known of it now; empty if nothing. */
    public Optional<DestinationFacts> facts(Domain domain) {
        return find(domain, LockModeType.NONE).findFirst().flatMap(known -> known.facts(clock.instant()));
    }

    /** The least level of anything sent there, as far as is known: what the domain proves, and what is forced. */
    public RoadFloor floor(Domain domain) {
        return floor(domain, facts(domain));
    }

    /** The same where the facts are at hand. */
    public RoadFloor floor(Domain domain, Optional<DestinationFacts> facts) {
        return forced.floor(domain).strictest(facts.map(DestinationFacts::floor).orElse(RoadFloor.NONE));
    }

    /** What binds a delivery beyond what its connections show. */
    public Bounds bounds(Domain domain) {
        RoadFloor floor = forced.floor(domain);
        return find(domain, LockModeType.NONE).findFirst().map(known -> known.bounds(floor, clock.instant()))
                .orElseGet(() -> new Bounds(floor, false, false));
    }

    public void learn(Survey survey) {
        locked(survey.domain()).learn(survey);
        changed.fire(new DestinationChanged(survey.domain()));
    }

    /** What a real delivery met. */
    public void learn(Domain domain, Evidence met) {
        locked(domain).learn(met);
        changed.fire(new DestinationChanged(domain));
    }

    /**
     * Sets the TLS memory aside, for a year at most.
     *
     * @param until in the past: ends a lift
     * @param accountId of the system administrator who does it, whose audit log tells of it
     * @param reason in the administrator's words
     */
    public void lift(Domain domain, Instant until, String reason, long accountId, String actor) {
        if (reason.isBlank() || until.isAfter(clock.instant().plus(LONGEST_LIFT))) {
            throw new IllegalArgumentException("a lift needs a reason and an end within a year");
        }
        locked(domain).lift(until, reason, actor);
        changed.fire(new DestinationChanged(domain));
        audit.record(new AuditEvent(accountId, actor, "destination.lifted", domain.name(),
                Map.of("until", until.toString(), "reason", reason)));
    }

    /** Rows are made by SQL, since two deliveries may meet a new domain at once. */
    private RemoteDomain locked(Domain domain) {
        entities.createNativeQuery("INSERT INTO remote_domain (name) VALUES (?) ON CONFLICT (name) DO NOTHING")
                .setParameter(1, domain.name()).executeUpdate();
        return find(domain, LockModeType.PESSIMISTIC_WRITE).findFirst().orElseThrow();
    }

    private Stream<RemoteDomain> find(Domain domain, LockModeType lock) {
        return entities.createQuery("SELECT d FROM RemoteDomain d WHERE d.name = :name", RemoteDomain.class)
                .setParameter("name", domain).setLockMode(lock).getResultStream();
    }
}
