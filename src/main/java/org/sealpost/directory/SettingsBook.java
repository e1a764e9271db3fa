package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sealpost.assurance.Settings;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;

/** What each level sets; what isn't set is inherited, by {@code policy.Inheritance}. */
@ApplicationScoped
@Transactional
public class SettingsBook {

    @PersistenceContext
    private EntityManager entities;

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    private AuditLog audit;
    private Event<Changed> changed;
    /** By account; empty for the system's. */
    private Held<Optional<Long>, Settings> held;

    protected SettingsBook() {
    }

    @Inject
    SettingsBook(AuditLog audit, Event<Changed> changed, InstantSource clock) {
        this.audit = audit;
        this.changed = changed;
        this.held = new Held<>(clock);
    }

    public Settings system() {
        return held.of(Optional.empty(), this::read);
    }

    public Settings account(long accountId) {
        return held.of(Optional.of(accountId), this::read);
    }

    /** Replaces what the account sets; what differs is audited, name by name. */
    public void change(long accountId, Settings settings, String actor) {
        Map<String, String> differences = differences(read(Optional.of(accountId)), settings);
        change((Long) accountId, settings);
        audit.record(new AuditEvent(accountId, actor, "settings.changed", "account", differences));
    }

    /** Replaces what the system sets; audited in the account of whoever changed it. */
    public void changeSystem(Settings settings, long actorsAccountId, String actor) {
        Map<String, String> differences = differences(read(Optional.empty()), settings);
        change(null, settings);
        audit.record(new AuditEvent(actorsAccountId, actor, "settings.changed", "system", differences));
    }

    private void change(Long accountId, Settings settings) {
        SettingsLevel level = level(accountId).orElseGet(() -> {
            SettingsLevel fresh = new SettingsLevel(accountId);
            entities.persist(fresh);
            return fresh;
        });
        level.become(settings);
        changed.fire(new Changed());
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed change) {
        held.forget();
    }

    private Settings read(Optional<Long> accountId) {
        return level(accountId.orElse(null)).map(SettingsLevel::settings).orElse(Settings.NONE);
    }

    private Optional<SettingsLevel> level(Long accountId) {
        TypedQuery<SettingsLevel> query = accountId == null
                ? entities.createQuery("SELECT l FROM SettingsLevel l WHERE l.accountId IS NULL", SettingsLevel.class)
                : entities.createQuery("SELECT l FROM SettingsLevel l WHERE l.accountId = :account", SettingsLevel.class)
                        .setParameter("account", accountId);
        return query.getResultStream().findFirst();
    }

    private static Map<String, String> differences(Settings before, Settings after) {
        Map<String, String> differences = new TreeMap<>();
        before.texts().forEach((name, value) -> differences.put(name, value + " -> inherited"));
        after.texts().forEach((name, value) -> {
            String old = before.texts().get(name);
            if (value.equals(old)) {
                differences.remove(name);
            } else {
                differences.put(name, (old == null ? "inherited" : old) + " -> " + value);
            }
        });
        return differences;
    }
}
