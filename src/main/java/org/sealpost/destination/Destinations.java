package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.assurance.Evidence;
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

    private AuditLog audit;
    private InstantSource clock;

    protected Destinations() {
    }

    @Inject
    Destinations(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** What is known of it now; empty if nothing. */
    public Optional<DestinationFacts> facts(Domain domain) {
        return find(domain, LockModeType.NONE).findFirst().flatMap(known -> known.facts(clock.instant()));
    }

    public void learn(Survey survey) {
        locked(survey.domain()).learn(survey);
    }

    /** What a real delivery met. */
    public void learn(Domain domain, Evidence met) {
        locked(domain).learn(met);
    }

    /**
     * Sets the TLS memory aside.
     *
     * @param accountId of the system administrator who does it, whose audit log tells of it
     * @param reason in the administrator's words
     */
    public void lift(Domain domain, Instant until, String reason, long accountId, String actor) {
        locked(domain).lift(until);
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
