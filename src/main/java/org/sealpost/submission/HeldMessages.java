package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.vault.Vault;

/** The messages that wait for their senders. Whatever belongs to another user or account isn't there. */
@ApplicationScoped
@Transactional
class HeldMessages {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int BATCH = 50;

    @PersistenceContext
    private EntityManager entities;
    @Inject
    private Vault vault;
    @Inject
    private AuditLog audit;
    @Inject
    private InstantSource clock;

    protected HeldMessages() {
    }

    /** Keeps the message and what was asked, in the caller's transaction. */
    HeldMessage hold(Entry entry) {
        Sender sender = entry.sender();
        UUID uuid = UUID.randomUUID();
        Instant now = clock.instant();
        byte[] details = vault.seal(sender.accountId(), purpose(uuid), HeldDetails.of(entry).octets());
        HeldMessage held = new HeldMessage(uuid, sender.accountId(), sender.userId(), entry.contentId(), details, now, now.plus(LONGEST));
        vault.keep(sender.accountId(), entry.contentId());
        entities.persist(held);
        audit.record(new AuditEvent(sender.accountId(), sender.actor(), "message.held", uuid.toString(), Map.of()));
        return held;
    }

    Optional<HeldMessage> find(long accountId, long userId, UUID uuid) {
        return found(accountId, userId, uuid, LockModeType.NONE);
    }

    /** Nobody else changes it before the caller's transaction ends. */
    Optional<HeldMessage> locked(long accountId, long userId, UUID uuid) {
        return found(accountId, userId, uuid, LockModeType.PESSIMISTIC_WRITE);
    }

    HeldDetails details(HeldMessage held) {
        try {
            return HeldDetails.of(vault.unseal(held.accountId(), purpose(held.uuid()), held.details()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was kept of a held message was altered or belongs elsewhere", e);
        }
    }

    /** It was accepted as that message. */
    void sent(HeldMessage held, UUID message, String actor) {
        held.become(message);
        audit.record(new AuditEvent(held.accountId(), actor, "message.released", held.uuid().toString(), Map.of("message", message.toString())));
    }

    /** Nobody can read it any more. @param how DROPPED or EXPIRED */
    void shred(HeldMessage held, HeldMessage.State how, String actor) {
        vault.shred(held.accountId(), held.contentId());
        held.end(how);
        String action = how == HeldMessage.State.DROPPED ? "message.dropped" : "message.held.expired";
        audit.record(new AuditEvent(held.accountId(), actor, action, held.uuid().toString(), Map.of()));
    }

    /** Those whose time is over, locked; what another one works at is left out. */
    List<HeldMessage> overdue() {
        List<?> found = entities.createNativeQuery("SELECT * FROM held_message WHERE state = 'WAITING' AND expires_at <= ? ORDER BY expires_at "
                + "LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED", HeldMessage.class)
                .setParameter(1, clock.instant().atOffset(java.time.ZoneOffset.UTC)).getResultList();
        return found.stream().map(HeldMessage.class::cast).toList();
    }

    private Optional<HeldMessage> found(long accountId, long userId, UUID uuid, LockModeType lock) {
        return entities.createQuery("SELECT h FROM HeldMessage h WHERE h.accountId = :account AND h.userId = :user AND h.uuid = :uuid",
                HeldMessage.class).setParameter("account", accountId).setParameter("user", userId).setParameter("uuid", uuid)
                .setLockMode(lock).getResultStream().findFirst();
    }

    private static String purpose(UUID uuid) {
        return "held/" + uuid;
    }
}
