package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Held;
import org.sealpost.forwarding.Forward;
import org.sealpost.vault.Vault;

/** The forwards of each account as they are written down, each change with its audit event. Who may change what, {@link ForwardDesk} says. */
@ApplicationScoped
@Transactional
class ForwardBook {

    private static final String SECRET = "forward.secret";

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;
    private AuditLog audit;
    private Event<Changed> changed;
    private InstantSource clock;
    private SecureRandom random;
    private Held<Long, List<Forward>> held;
    private Held<Long, byte[]> secrets;

    protected ForwardBook() {
    }

    @Inject
    ForwardBook(Vault vault, AuditLog audit, Event<Changed> changed, InstantSource clock, SecureRandom random) {
        this.vault = vault;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
        this.random = random;
        this.held = new Held<>(clock);
        this.secrets = new Held<>(clock);
    }

    /** Those that are switched on, oldest first: asked for every message. */
    List<Forward> active(long accountId) {
        return held.of(accountId, account -> entities.createQuery("SELECT f FROM ForwardRule f WHERE f.accountId = :account AND f.active = true "
                + "ORDER BY f.id", ForwardRule.class).setParameter("account", account).getResultStream().map(ForwardRule::forward).toList());
    }

    /** By kind, then by whose they are. */
    List<ForwardRule> all(long accountId) {
        return entities.createQuery("SELECT f FROM ForwardRule f WHERE f.accountId = :account ORDER BY f.kind, f.whose, f.id", ForwardRule.class)
                .setParameter("account", accountId).getResultList();
    }

    Optional<ForwardRule> find(long accountId, UUID uuid) {
        return entities.createQuery("SELECT f FROM ForwardRule f WHERE f.uuid = :uuid AND f.accountId = :account", ForwardRule.class)
                .setParameter("uuid", uuid).setParameter("account", accountId).getResultStream().findFirst();
    }

    ForwardRule write(long accountId, ForwardWish wish, String actor) {
        ForwardRule rule = new ForwardRule(accountId, wish, clock.instant(), actor);
        entities.persist(rule);
        record(rule, "forward.made", actor);
        return rule;
    }

    void become(ForwardRule rule, boolean on, String actor) {
        entities.merge(rule).become(on);
        record(rule, on ? "forward.on" : "forward.off", actor);
    }

    void remove(ForwardRule rule, String actor) {
        entities.remove(entities.merge(rule));
        record(rule, "forward.removed", actor);
    }

    /** The rule, if its owner wasn't told of it today yet; from now on they were. */
    Optional<ForwardRule> tell(long ruleId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Optional.ofNullable(entities.find(ForwardRule.class, ruleId, LockModeType.PESSIMISTIC_WRITE)).filter(rule -> rule.tell(today));
    }

    /** What the account's reverse-paths and loop marks are signed with; made when it is needed first, whatever becomes of the caller. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    byte[] secret(long accountId) {
        return secrets.of(accountId, this::readSecret).clone();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed change) {
        held.forget();
    }

    private byte[] readSecret(long accountId) {
        List<?> found = sealed(accountId);
        if (found.isEmpty()) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            entities.createNativeQuery("INSERT INTO forward_secret (account_id, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .setParameter(1, accountId).setParameter(2, vault.seal(accountId, SECRET, secret)).executeUpdate();
            found = sealed(accountId);
        }
        try {
            return vault.unseal(accountId, SECRET, (byte[]) found.get(0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of forwards was altered", e);
        }
    }

    private List<?> sealed(long accountId) {
        return entities.createNativeQuery("SELECT sealed FROM forward_secret WHERE account_id = ?").setParameter(1, accountId).getResultList();
    }

    private void record(ForwardRule rule, String action, String actor) {
        audit.record(new AuditEvent(rule.accountId(), actor, action, rule.uuid().toString(),
                Map.of("kind", rule.kind().name(), "whose", rule.whose(), "target", rule.target().toString())));
        changed.fire(new Changed());
    }
}
