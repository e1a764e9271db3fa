package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.mail.Domain;

/** The organisations that asked for enforced TLS. What stands here binds every account and every message. */
@ApplicationScoped
@Transactional
public class ForcedDomains {

    @PersistenceContext
    private EntityManager entities;

    private AuditLog audit;
    private InstantSource clock;
    private Event<DestinationChanged> changed;

    protected ForcedDomains() {
    }

    @Inject
    ForcedDomains(AuditLog audit, InstantSource clock, Event<DestinationChanged> changed) {
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
    }

    /** By name. */
    public List<ForcedDomain> all() {
        return entities.createQuery("SELECT f FROM ForcedDomain f ORDER BY f.name", ForcedDomain.class).getResultList();
    }

    /** What is forced there; nothing for most. */
    public RoadFloor floor(Domain domain) {
        return find(domain).map(ForcedDomain::floor).orElse(RoadFloor.NONE);
    }

    /**
     * From now on nothing goes there below the level; a domain that is forced already gets the new level.
     *
     * @param level VERIFIED or AUTHENTICATED
     * @param why in the administrator's words, not blank
     * @param by a system administrator, whose account's audit log tells of it
     * @throws SecurityException if they are none
     */
    public void force(Domain domain, TlsLevel level, String why, User by) {
        by.mustBe(Role.SYSTEM);
        if (!level.reaches(TlsLevel.VERIFIED) || why.isBlank()) {
            throw new IllegalArgumentException("a forced domain needs a proven server and a reason");
        }
        find(domain).ifPresentOrElse(forced -> forced.become(level, why.strip(), clock.instant(), by.address().toString()),
                () -> entities.persist(new ForcedDomain(domain, level, why.strip(), clock.instant(), by.address().toString())));
        record("destination.forced", domain, Map.of("level", level.name(), "reason", why.strip()), by);
    }

    /**
     * @return whether it was forced
     * @throws SecurityException if it isn't a system administrator who does it
     */
    public boolean release(Domain domain, User by) {
        by.mustBe(Role.SYSTEM);
        Optional<ForcedDomain> forced = find(domain);
        forced.ifPresent(found -> {
            entities.remove(found);
            record("destination.released", domain, Map.of("level", found.level().name()), by);
        });
        return forced.isPresent();
    }

    public Optional<ForcedDomain> find(Domain domain) {
        return Optional.ofNullable(entities.find(ForcedDomain.class, domain.name()));
    }

    private void record(String action, Domain domain, Map<String, String> details, User by) {
        audit.record(new AuditEvent(by.accountId(), by.address().toString(), action, domain.name(), details));
        changed.fire(new DestinationChanged(domain));
    }
}
