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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
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

    /** Whether it was ever looked at or written to, even if nothing was learnt. */
    public boolean isKnown(Domain domain) {
        return find(domain, LockModeType.NONE).findFirst().isPresent();
    }

    /** What is known of each now, without those of which nothing is. */
    public Map<Domain, DestinationFacts> facts(Collection<Domain> domains) {
        return domains.isEmpty() ? Map.of() : entities.createQuery("SELECT d FROM RemoteDomain d WHERE d.name IN :names", RemoteDomain.class)
                .setParameter("names", domains).getResultStream().flatMap(known -> known.facts(clock.instant()).stream())
                .collect(Collectors.toMap(DestinationFacts::domain, facts -> facts));
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
     * @param by a system administrator, whose account's audit log tells of it
     * @param reason in their words
     * @throws SecurityException if they are none
     */
    public void lift(Domain domain, Instant until, String reason, User by) {
        by.mustBe(Role.SYSTEM);
        Instant now = clock.instant();
        if (reason.isBlank() || !until.isAfter(now) || until.isAfter(now.plus(LONGEST_LIFT))) {
            throw new IllegalArgumentException("a lift needs a reason and an end within a year");
        }
        locked(domain).lift(until, reason.strip(), by.address().toString());
        record("destination.lifted", domain, Map.of("until", until.toString(), "reason", reason.strip()), by);
    }

    /**
     * The memory counts again, earlier than it would have.
     *
     * @return whether it was set aside
     * @throws SecurityException if it isn't a system administrator who does it
     */
    public boolean endLift(Domain domain, User by) {
        by.mustBe(Role.SYSTEM);
        boolean ended = find(domain, LockModeType.PESSIMISTIC_WRITE).findFirst()
                .filter(known -> known.endLift(clock.instant())).isPresent();
        if (ended) {
            record("destination.lift.ended", domain, Map.of(), by);
        }
        return ended;
    }

    private void record(String action, Domain domain, Map<String, String> details, User by) {
        audit.record(new AuditEvent(by.accountId(), by.address().toString(), action, domain.name(), details));
        changed.fire(new DestinationChanged(domain));
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
