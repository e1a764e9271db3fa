package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
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

    private AuditLog audit;

    protected SettingsBook() {
    }

    @Inject
    SettingsBook(AuditLog audit) {
        this.audit = audit;
    }

    public Settings system() {
        return level(null).map(SettingsLevel::settings).orElse(Settings.NONE);
    }

    public Settings account(long accountId) {
        return level(accountId).map(SettingsLevel::settings).orElse(Settings.NONE);
    }

    /** Replaces what the account sets; what differs is audited, name by name. */
    public void change(long accountId, Settings settings, String actor) {
        Map<String, String> differences = differences(account(accountId), settings);
        change((Long) accountId, settings);
        audit.record(new AuditEvent(accountId, actor, "settings.changed", "account", differences));
    }

    /** Replaces what the system sets; audited in the account of whoever changed it. */
    public void changeSystem(Settings settings, long actorsAccountId, String actor) {
        Map<String, String> differences = differences(system(), settings);
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
