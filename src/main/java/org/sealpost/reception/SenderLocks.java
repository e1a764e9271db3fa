package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Held;
import org.sealpost.directory.User;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;

/** The TLS-locked senders of each account. */
@ApplicationScoped
@Transactional
public class SenderLocks {

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    @PersistenceContext
    private EntityManager entities;

    private AuditLog audit;
    private Event<Changed> changed;
    private InstantSource clock;
    private Held<Long, List<SenderLock>> held;

    protected SenderLocks() {
    }

    @Inject
    SenderLocks(AuditLog audit, Event<Changed> changed, InstantSource clock) {
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
        this.held = new Held<>(clock);
    }

    /** By kind and sender. */
    public List<SenderLock> of(long accountId) {
        return entities.createQuery("SELECT l FROM SenderLock l WHERE l.accountId = :account ORDER BY l.kind, l.sender", SenderLock.class)
                .setParameter("account", accountId).getResultList();
    }

    /**
     * Locks a sender, or gives one that is locked already another level.
     *
     * @param sender a domain, or a network as {@code address/bits}, as typed
     * @param level ENCRYPTED or VERIFIED
     * @return false if it is neither
     */
    public boolean lock(User by, String sender, TlsLevel level) {
        if (level != TlsLevel.ENCRYPTED && level != TlsLevel.VERIFIED) {
            throw new IllegalArgumentException("a lock demands any TLS, or a proven server");
        }
        Optional<Network> network = Network.of(sender);
        Optional<String> canonical = network.map(Network::toString).or(() -> domain(sender));
        canonical.ifPresent(name -> {
            SenderLock.Kind kind = network.isPresent() ? SenderLock.Kind.NETWORK : SenderLock.Kind.DOMAIN;
            of(by.accountId()).stream().filter(lock -> lock.kind() == kind && lock.sender().equals(name)).findFirst()
                    .ifPresentOrElse(lock -> lock.become(level), () -> entities.persist(new SenderLock(UUID.randomUUID(), by.accountId(),
                            kind, name, level, by.address().toString(), clock.instant())));
            record(by, "sender.locked", name, Map.of("level", level.name()));
        });
        return canonical.isPresent();
    }

    /** @return whether this account had it */
    public boolean unlock(User by, UUID lock) {
        Optional<SenderLock> found = of(by.accountId()).stream().filter(one -> one.uuid().equals(lock)).findFirst();
        found.ifPresent(one -> {
            entities.remove(one);
            record(by, "sender.unlocked", one.sender(), Map.of("level", one.level().name()));
        });
        return found.isPresent();
    }

    /** The first lock that stands in the way of mail to this account; counted. @param author as {@link SenderLock#isAbout} */
    Optional<SenderLock> broken(long accountId, Origin origin, Optional<Domain> author) {
        return held.of(accountId, this::of).stream().filter(lock -> lock.isAbout(origin, author) && !lock.isMetBy(origin)).findFirst();
    }

    /** So that administrators see what a lock does. */
    void count(long accountId, UUID lock) {
        of(accountId).stream().filter(one -> one.uuid().equals(lock)).forEach(one -> one.refused(clock.instant()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed change) {
        held.forget();
    }

    private void record(User by, String action, String sender, Map<String, String> details) {
        audit.record(new AuditEvent(by.accountId(), by.address().toString(), action, sender, details));
        changed.fire(new Changed());
    }

    private static Optional<String> domain(String typed) {
        try {
            return Optional.of(new Domain(typed.strip()).name());
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }
}
