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
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.sealpost.vault.Vault;

/** The messages that users keep. Whatever belongs to another user or account isn't there. */
@ApplicationScoped
@Transactional
public class Mailboxes {

    private static final String MINE = "m.accountId = :account AND m.userId = :user";
    private static final String NEWEST_FIRST = " ORDER BY m.storedAt DESC, m.id DESC";
    private static final int SEARCH_BATCH = 500;
    private static final String DELIVER = """
            INSERT INTO stored_message (uuid, account_id, user_id, folder, content_id, headline, thread, received, sent, seen, stored_at,
                message_ref, own_folder_id, starred, arrived_content_id, encrypted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;
    private OwnFolders ownFolders;
    private DataSource database;
    private InstantSource clock;

    protected Mailboxes() {
    }

    @Inject
    Mailboxes(Vault vault, OwnFolders ownFolders, DataSource database, InstantSource clock) {
        this.vault = vault;
        this.ownFolders = ownFolders;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Puts a message into a folder, in the caller's transaction. Its content, and what it was opened from, must be kept by whoever stored
     * it, or are kept already.
     *
     * @return its outside id
     */
    public UUID deliver(long accountId, long userId, FolderKind folder, NewMessage message) {
        return deliver(accountId, userId, Place.of(folder), false, message);
    }

    /** The same where filters have chosen. An own folder that isn't there, or is another user's, is the inbox. */
    public UUID deliver(long accountId, long userId, Place place, boolean starred, NewMessage message) {
        UUID uuid = UUID.randomUUID();
        byte[] sealed = vault.seal(accountId, headline(uuid), message.headline().octets());
        // not through the entity: sequences and units of work would cost more than all the rest of accepting a message
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(DELIVER)) {
            Optional<Long> own = place.own().isEmpty() ? Optional.empty() : OwnFolders.kept(connection, accountId, userId, place.own().get());
            boolean gone = place.own().isPresent() && own.isEmpty();
            insert.setObject(1, uuid);
            insert.setLong(2, accountId);
            insert.setLong(3, userId);
            insert.setString(4, (gone ? FolderKind.INBOX : place.kind()).name());
            insert.setLong(5, message.contentId());
            insert.setBytes(6, sealed);
            insert.setObject(7, message.thread());
            insert.setString(8, message.received().name());
            insert.setString(9, message.sent().map(UUID::toString).orElse(null));
            insert.setBoolean(10, message.received() == Received.WRITTEN);
            insert.setObject(11, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(12, message.messageId().map(Mailboxes::reference).orElse(null));
            insert.setObject(13, own.orElse(null), Types.BIGINT);
            insert.setBoolean(14, starred);
            insert.setObject(15, message.arrivedContentId().orElse(null), Types.BIGINT);
            insert.setBoolean(16, message.headline().isEncrypted());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a message can't be put into a mailbox", e);
        }
        return uuid;
    }

    public Optional<StoredMessage> find(long accountId, long userId, UUID uuid) {
        return mine(accountId, userId, " AND m.uuid = :uuid").setParameter("uuid", uuid).getResultStream().findFirst()
                .map(this::unsealed);
    }

    /** The sender's copy of a message that was sent. */
    public Optional<StoredMessage> sent(long accountId, long userId, UUID message) {
        return mine(accountId, userId, " AND m.sent = :sent").setParameter("sent", message.toString()).getResultStream().findFirst()
                .map(this::unsealed);
    }

    /** Newest first. @param before only what was stored before this; empty for the first page */
    public List<StoredMessage> page(long accountId, long userId, FolderKind folder, Optional<Instant> before, int limit) {
        TypedQuery<StoredMessage> query = mine(accountId, userId, " AND m.folder = :folder AND m.storedAt < :before"
                + NEWEST_FIRST).setParameter("folder", folder);
        return read(query, before, limit);
    }

    /** The same for a folder that the user made. */
    public List<StoredMessage> page(long accountId, long userId, UUID ownFolder, Optional<Instant> before, int limit) {
        return ownFolders.find(accountId, userId, ownFolder).map(folder -> read(mine(accountId, userId,
                " AND m.ownFolderId = :own AND m.storedAt < :before" + NEWEST_FIRST).setParameter("own", folder.id()),
                before, limit)).orElse(List.of());
    }

    /** The whole conversation, oldest first, except what lies in the trash. */
    public List<StoredMessage> conversation(long accountId, long userId, UUID thread) {
        return mine(accountId, userId, " AND m.thread = :thread AND m.folder <> :trash ORDER BY m.storedAt, m.id")
                .setParameter("thread", thread).setParameter("trash", FolderKind.TRASH)
                .getResultStream().map(this::unsealed).toList();
    }

    /** The newest message in this mailbox that one of these Message-IDs names, which an answer names then. */
    public Optional<StoredMessage> answered(long accountId, long userId, Collection<String> messageIds) {
        return messageIds.isEmpty() ? Optional.empty() : mine(accountId, userId, " AND m.reference IN :references" + NEWEST_FIRST)
                .setParameter("references", messageIds.stream().map(Mailboxes::reference).toList()).setMaxResults(1)
                .getResultStream().findFirst().map(this::unsealed);
    }

    /** A digest: of what was said to whom the database tells nothing. */
    private static String reference(String messageId) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Each folder's numbers; every kind is there. */
    public Map<FolderKind, Count> counts(long accountId, long userId) {
        Map<FolderKind, Count> counts = new EnumMap<>(FolderKind.class);
        Arrays.stream(FolderKind.values()).forEach(kind -> counts.put(kind, Count.NONE));
        entities.createQuery("SELECT m.folder, COUNT(m), SUM(CASE WHEN m.seen = false THEN 1 ELSE 0 END) "
                + "FROM StoredMessage m WHERE " + MINE + " GROUP BY m.folder", Object[].class)
                .setParameter("account", accountId).setParameter("user", userId).getResultStream()
                .forEach(row -> counts.put((FolderKind) row[0],
                        new Count(((Number) row[1]).longValue(), ((Number) row[2]).longValue())));
        return counts;
    }

    /**
     * What mentions all the words in sender, recipients, subject or the beginning of the text, newest first, the trash
     * left out. Headlines are unsealed in memory: nothing to search by lies in the database.
     */
    public List<StoredMessage> search(long accountId, long userId, String words, int limit) {
        List<String> wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
        List<StoredMessage> found = new ArrayList<>();
        if (wanted.isEmpty()) {
            return found;
        }
        TypedQuery<StoredMessage> all = mine(accountId, userId, " AND m.folder <> :trash AND m.id < :below ORDER BY m.id DESC")
                .setParameter("trash", FolderKind.TRASH).setMaxResults(SEARCH_BATCH);
        long below = Long.MAX_VALUE;
        while (found.size() < limit) {
            List<StoredMessage> batch = all.setParameter("below", below).getResultList();
            batch.stream().map(this::unsealed).filter(one -> one.headline().mentions(wanted)).forEach(found::add);
            if (batch.size() < SEARCH_BATCH) {
                break;
            }
            below = batch.get(batch.size() - 1).id();
            entities.clear();
        }
        found.sort(Comparator.comparing(StoredMessage::storedAt).reversed());
        return found.subList(0, Math.min(limit, found.size()));
    }

    public void mark(long accountId, long userId, Collection<UUID> messages, boolean seen) {
        each(accountId, userId, messages).forEach(message -> message.mark(seen));
    }

    public void star(long accountId, long userId, Collection<UUID> messages, boolean starred) {
        each(accountId, userId, messages).forEach(message -> message.star(starred));
    }

    /** @param folder not OWN */
    public void move(long accountId, long userId, Collection<UUID> messages, FolderKind folder) {
        if (folder == FolderKind.OWN) {
            throw new IllegalArgumentException("which of the own folders?");
        }
        each(accountId, userId, messages).forEach(message -> message.moveTo(folder, null));
    }

    /** @return false if there is no such folder; nothing is moved then */
    public boolean move(long accountId, long userId, Collection<UUID> messages, UUID ownFolder) {
        Optional<OwnFolder> folder = ownFolders.find(accountId, userId, ownFolder);
        folder.ifPresent(own -> each(accountId, userId, messages)
                .forEach(message -> message.moveTo(FolderKind.OWN, own.id())));
        return folder.isPresent();
    }

    /**
     * Something new came out of opening a message once more. Nothing happens if it is gone, or if somebody else was faster.
     *
     * @param before as it was read
     * @param opened what is shown instead from now on, still pending; empty if only the headline is new
     * @return whether it is so now
     */
    public boolean reopen(StoredMessage before, Optional<Long> opened, Headline headline) {
        StoredMessage message = entities.find(StoredMessage.class, before.id(), LockModeType.PESSIMISTIC_WRITE);
        if (message == null || message.contentId() != before.contentId()) {
            return false;
        }
        byte[] sealed = vault.seal(message.accountId(), headline(message.uuid()), headline.octets());
        opened.ifPresentOrElse(content -> {
            shredOpened(message);
            vault.keep(message.accountId(), content);
            message.become(content, sealed, headline.isEncrypted());
        }, () -> message.become(sealed, headline.isEncrypted()));
        return true;
    }

    /** Whether something in the conversation arrived encrypted by its author or as a secure reply, in anybody's mailbox of the account. */
    public boolean isSecure(long accountId, UUID thread) {
        // the words of the index
        return !entities.createNativeQuery("SELECT 1 FROM stored_message WHERE account_id = ? AND thread = ? AND (encrypted OR received = 'SECURE_REPLY') LIMIT 1")
                .setParameter(1, accountId).setParameter(2, thread).getResultList().isEmpty();
    }

    /**
     * Removes for good what lies in the trash, and nothing else. Deliveries and other copies keep their content; what was opened is nobody
     * else's, and nobody can open it any more.
     */
    public void remove(long accountId, long userId, Collection<UUID> messages) {
        each(accountId, userId, messages).stream().filter(message -> message.folder() == FolderKind.TRASH).forEach(message -> {
            shredOpened(message);
            entities.remove(message);
        });
    }

    private void shredOpened(StoredMessage message) {
        if (message.isOpened()) {
            vault.shred(message.accountId(), message.contentId());
        }
    }

    private List<StoredMessage> each(long accountId, long userId, Collection<UUID> messages) {
        return messages.isEmpty() ? List.of()
                : mine(accountId, userId, " AND m.uuid IN :uuids").setParameter("uuids", messages).getResultList();
    }

    private TypedQuery<StoredMessage> mine(long accountId, long userId, String more) {
        return entities.createQuery("SELECT m FROM StoredMessage m WHERE " + MINE + more, StoredMessage.class)
                .setParameter("account", accountId).setParameter("user", userId);
    }

    private List<StoredMessage> read(TypedQuery<StoredMessage> query, Optional<Instant> before, int limit) {
        return query.setParameter("before", before.orElse(clock.instant().plusSeconds(1))).setMaxResults(limit)
                .getResultStream().map(this::unsealed).toList();
    }

    private StoredMessage unsealed(StoredMessage message) {
        message.unseal(Headline.of(unseal(message.accountId(), headline(message.uuid()), message.sealedHeadline())));
        return message;
    }

    private byte[] unseal(long accountId, String purpose, byte[] sealed) {
        try {
            return vault.unseal(accountId, purpose, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was kept as " + purpose + " was altered or belongs elsewhere", e);
        }
    }

    private static String headline(UUID message) {
        return "headline/" + message;
    }
}
