package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.vault.Vault;

/** The keys of our own people as they are written down, each change with its audit event. What may change, {@link KeyDesk} says. */
@ApplicationScoped
@Transactional
class KeyShelf {

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    private static final String MINE = "SELECT k FROM OwnKey k WHERE k.accountId = :account AND ";

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;
    private AuditLog audit;
    private Event<Changed> changed;
    private InstantSource clock;

    protected KeyShelf() {
    }

    @Inject
    KeyShelf(Vault vault, AuditLog audit, Event<Changed> changed, InstantSource clock) {
        this.vault = vault;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    /** Newest first. */
    List<OwnKey> of(long accountId, long userId) {
        return entities.createQuery(MINE + "k.userId = :user ORDER BY k.id DESC", OwnKey.class)
                .setParameter("account", accountId).setParameter("user", userId).getResultList();
    }

    List<OwnKey> all(long accountId) {
        return entities.createQuery("SELECT k FROM OwnKey k WHERE k.accountId = :account ORDER BY k.userId, k.id", OwnKey.class)
                .setParameter("account", accountId).getResultList();
    }

    /** The user's keys, while nobody else changes them until the transaction ends. */
    List<OwnKey> locked(User owner) {
        entities.createNativeQuery("SELECT CAST(pg_advisory_xact_lock(hashtextextended(?, 0)) AS text)")
                .setParameter(1, "ownkeys " + owner.id()).getSingleResult();
        return of(owner.accountId(), owner.id());
    }

    Optional<OwnKey> one(User owner, UUID key) {
        return of(owner.accountId(), owner.id()).stream().filter(one -> one.uuid().equals(key)).findFirst();
    }

    /** @throws IllegalStateException if the row was altered, or the secret belongs elsewhere */
    SecretKey opened(OwnKey key) {
        try {
            return new SecretKey(vault.unseal(key.accountId(), purpose(key.userId(), key.uuid()), key.sealedSecret()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.fingerprint() + " was altered or belongs elsewhere", e);
        }
    }

    OwnKey add(User owner, KeyFacts facts, OwnKey.Origin origin, SecretKey secret) {
        UUID uuid = UUID.randomUUID();
        OwnKey fresh = new OwnKey(uuid, owner, facts, origin,
                vault.seal(owner.accountId(), purpose(owner.id(), uuid), secret.octets()), clock.instant());
        entities.persist(fresh);
        entities.flush();
        record(fresh, "key." + origin.name().toLowerCase(Locale.ROOT), owner);
        return fresh;
    }

    /** The same key with what its owner says of it now. */
    void change(OwnKey key, KeyFacts facts, SecretKey secret, String action, User owner) {
        key.keep(facts, vault.seal(key.accountId(), purpose(key.userId(), key.uuid()), secret.octets()));
        record(key, action, owner);
    }

    /** Nothing is signed with the user's other keys of this standard from now on. */
    void use(OwnKey chosen, User owner) {
        for (OwnKey one : of(owner.accountId(), owner.id())) {
            if (one.standard() == chosen.standard() && one.isCurrent() && !one.uuid().equals(chosen.uuid())) {
                one.become(false);
            }
        }
        // two are never current, not even between two statements
        entities.flush();
        chosen.become(true);
        record(chosen, "key.current", owner);
    }

    void retire(OwnKey key) {
        key.become(false);
    }

    void publish(OwnKey key, boolean forAll, User owner) {
        key.publish(forAll);
        record(key, forAll ? "key.published" : "key.unpublished", owner);
    }

    void remove(OwnKey key, User owner) {
        entities.remove(key);
        record(key, "key.removed", owner);
    }

    void record(OwnKey key, String action, User by) {
        audit.record(new AuditEvent(key.accountId(), by.address().toString(), action, key.uuid().toString(),
                Map.of("fingerprint", key.fingerprint(), "standard", key.standard().name())));
        changed.fire(new Changed());
    }

    /** Keys in use that end between the two moments, of everybody. */
    List<OwnKey> ending(Instant after, Instant until) {
        return entities.createQuery("SELECT k FROM OwnKey k WHERE k.current = true AND k.ends > :after AND k.ends <= :until ORDER BY k.id", OwnKey.class)
                .setParameter("after", after).setParameter("until", until).getResultList();
    }

    /** What everybody may find there, of people with this local-part in any of the account's domains: keys in use, and those called back. */
    List<OwnKey> published(long accountId, String place) {
        return entities.createQuery(MINE + "k.place = :place AND k.published = true AND (k.current = true OR k.revoked = true) "
                + "AND k.standard = :standard ORDER BY k.id DESC", OwnKey.class).setParameter("account", accountId).setParameter("place", place)
                .setParameter("standard", Standard.OPENPGP).setMaxResults(KeyDesk.MOST).getResultList();
    }

    private static String purpose(long userId, UUID key) {
        return "ownkey/" + userId + "/" + key;
    }
}
