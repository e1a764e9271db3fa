package org.sealpost.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.vault.Vault;

/** Messages that are being written, sealed at every save. */
@ApplicationScoped
@Transactional
public class Drafts {

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;
    private InstantSource clock;

    protected Drafts() {
    }

    @Inject
    Drafts(Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** Saves the text, under a new id if it has none yet or was discarded meanwhile. */
    public Draft save(long accountId, long userId, Optional<UUID> uuid, String text) {
        SealedDraft draft = uuid.flatMap(known -> locked(accountId, userId, known))
                .orElseGet(() -> begin(accountId, userId));
        draft.say(seal(accountId, "draft/" + draft.uuid(), text), clock.instant());
        return opened(accountId, draft);
    }

    public Optional<Draft> find(long accountId, long userId, UUID uuid) {
        return query(accountId, userId, uuid).getResultStream().findFirst().map(draft -> opened(accountId, draft));
    }

    /** Last saved first. */
    public List<Draft> all(long accountId, long userId) {
        return entities.createQuery("SELECT d FROM SealedDraft d WHERE d.accountId = :account AND d.userId = :user "
                + "ORDER BY d.savedAt DESC", SealedDraft.class).setParameter("account", accountId)
                .setParameter("user", userId).getResultStream().map(draft -> opened(accountId, draft)).toList();
    }

    public long count(long accountId, long userId) {
        return entities.createQuery("SELECT COUNT(d) FROM SealedDraft d WHERE d.accountId = :account "
                + "AND d.userId = :user", Long.class).setParameter("account", accountId).setParameter("user", userId)
                .getSingleResult();
    }

    /**
     * Lays a file beside the draft; its content, stored in the vault before, is kept from now on.
     *
     * @throws IllegalArgumentException if there is no such draft
     */
    public Draft attach(long accountId, long userId, UUID uuid, Attachment attachment) {
        SealedDraft draft = locked(accountId, userId, uuid)
                .orElseThrow(() -> new IllegalArgumentException("no such draft"));
        vault.keep(accountId, attachment.contentId());
        List<Attachment> attachments = new ArrayList<>(opened(accountId, draft).attachments());
        attachments.add(attachment);
        carry(accountId, draft, attachments);
        return opened(accountId, draft);
    }

    /** Shreds the file. Nothing happens if there is no such draft or file. */
    public void detach(long accountId, long userId, UUID uuid, long contentId) {
        locked(accountId, userId, uuid).ifPresent(draft -> {
            List<Attachment> attachments = new ArrayList<>(opened(accountId, draft).attachments());
            if (attachments.removeIf(attachment -> attachment.contentId() == contentId)) {
                vault.shred(accountId, contentId);
                carry(accountId, draft, attachments);
            }
        });
    }

    /** Removes it and shreds its files: it was sent, or isn't wanted. */
    public void discard(long accountId, long userId, UUID uuid) {
        locked(accountId, userId, uuid).ifPresent(draft -> {
            opened(accountId, draft).attachments().forEach(one -> vault.shred(accountId, one.contentId()));
            entities.remove(draft);
        });
    }

    private SealedDraft begin(long accountId, long userId) {
        SealedDraft draft = new SealedDraft(UUID.randomUUID(), accountId, userId);
        carry(accountId, draft, List.of());
        entities.persist(draft);
        return draft;
    }

    private void carry(long accountId, SealedDraft draft, List<Attachment> attachments) {
        draft.carry(vault.seal(accountId, files(draft), AttachmentList.octets(attachments)), clock.instant());
    }

    private Draft opened(long accountId, SealedDraft draft) {
        return new Draft(draft.uuid(),
                new String(unseal(accountId, "draft/" + draft.uuid(), draft.text()), StandardCharsets.UTF_8),
                AttachmentList.of(unseal(accountId, files(draft), draft.attachments())), draft.savedAt());
    }

    private Optional<SealedDraft> locked(long accountId, long userId, UUID uuid) {
        return query(accountId, userId, uuid).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().findFirst();
    }

    private TypedQuery<SealedDraft> query(long accountId, long userId, UUID uuid) {
        return entities.createQuery("SELECT d FROM SealedDraft d WHERE d.accountId = :account AND d.userId = :user "
                + "AND d.uuid = :uuid", SealedDraft.class).setParameter("account", accountId)
                .setParameter("user", userId).setParameter("uuid", uuid);
    }

    private byte[] seal(long accountId, String purpose, String text) {
        return vault.seal(accountId, purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] unseal(long accountId, String purpose, byte[] sealed) {
        try {
            return vault.unseal(accountId, purpose, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was kept as " + purpose + " was altered or belongs elsewhere", e);
        }
    }

    private static String files(SealedDraft draft) {
        return "draft-files/" + draft.uuid();
    }
}
