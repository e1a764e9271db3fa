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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.vault.Vault;

/** The folders that users make for themselves. Their names are sealed. Whatever belongs to another user or account isn't there. */
@ApplicationScoped
@Transactional
public class OwnFolders {

    /** Of one user. */
    public static final int MOST = 100;
    /** Characters of a name. */
    public static final int LONGEST = 60;

    private static final String KEPT = "SELECT id FROM own_folder WHERE uuid = ? AND account_id = ? AND user_id = ? FOR KEY SHARE";

    @PersistenceContext
    private EntityManager entities;

    private Vault vault;

    protected OwnFolders() {
    }

    @Inject
    OwnFolders(Vault vault) {
        this.vault = vault;
    }

    /** @return why not, or empty if there is such a folder now */
    public Optional<Reason> make(long accountId, long userId, String name) {
        String shown = name.strip();
        List<OwnFolder> all = all(accountId, userId);
        Optional<Reason> flaw = all.size() < MOST ? flaw(shown, all) : Optional.of(Reason.of("folder.many"));
        if (flaw.isEmpty()) {
            UUID uuid = UUID.randomUUID();
            entities.persist(new OwnFolder(uuid, accountId, userId, shown, sealed(accountId, uuid, shown)));
        }
        return flaw;
    }

    /** @return why not, or empty if it is called so now, or isn't there */
    public Optional<Reason> rename(long accountId, long userId, UUID uuid, String name) {
        String shown = name.strip();
        Optional<OwnFolder> folder = find(accountId, userId, uuid);
        Optional<Reason> flaw = folder.flatMap(own -> flaw(shown,
                all(accountId, userId).stream().filter(other -> !other.uuid().equals(uuid)).toList()));
        if (flaw.isEmpty()) {
            folder.ifPresent(own -> own.rename(shown, sealed(accountId, uuid, shown)));
        }
        return flaw;
    }

    /** Its messages go to the inbox, also one that arrives just now; so does what a filter would put there later. */
    public void remove(long accountId, long userId, UUID uuid) {
        // whoever puts a message there holds the row, and is waited for
        query(accountId, userId, " AND f.uuid = :uuid").setParameter("uuid", uuid).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream().findFirst().ifPresent(folder -> {
                    entities.createQuery("UPDATE StoredMessage m SET m.folder = :inbox, m.ownFolderId = NULL WHERE m.ownFolderId = :own")
                            .setParameter("inbox", FolderKind.INBOX).setParameter("own", folder.id()).executeUpdate();
                    entities.remove(folder);
                });
    }

    /** Sorted by name. */
    public List<OwnFolder> all(long accountId, long userId) {
        return query(accountId, userId, "").getResultStream().map(this::unsealed)
                .sorted(Comparator.comparing(OwnFolder::name, String.CASE_INSENSITIVE_ORDER)).toList();
    }

    public Optional<OwnFolder> find(long accountId, long userId, UUID uuid) {
        return query(accountId, userId, " AND f.uuid = :uuid").setParameter("uuid", uuid).getResultStream().findFirst().map(this::unsealed);
    }

    /** Each folder's numbers; those that hold nothing are left out. */
    public Map<UUID, Count> counts(long accountId, long userId) {
        Map<UUID, Count> counts = new HashMap<>();
        entities.createQuery("SELECT f.uuid, COUNT(m), SUM(CASE WHEN m.seen = false THEN 1 ELSE 0 END) FROM StoredMessage m, OwnFolder f "
                + "WHERE m.ownFolderId = f.id AND f.accountId = :account AND f.userId = :user GROUP BY f.uuid", Object[].class)
                .setParameter("account", accountId).setParameter("user", userId).getResultStream()
                .forEach(row -> counts.put((UUID) row[0], new Count(((Number) row[1]).longValue(), ((Number) row[2]).longValue())));
        return counts;
    }

    /** The folder's row, which stays until the connection's transaction ends. */
    static Optional<Long> kept(Connection connection, long accountId, long userId, UUID uuid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            select.setObject(1, uuid);
            select.setLong(2, accountId);
            select.setLong(3, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Reason> flaw(String name, List<OwnFolder> others) {
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Reason.of("folder.name"));
        }
        boolean taken = others.stream().anyMatch(other -> Traits.folded(other.name()).equals(Traits.folded(name)));
        return taken ? Optional.of(Reason.of("folder.there", name)) : Optional.empty();
    }

    private TypedQuery<OwnFolder> query(long accountId, long userId, String more) {
        return entities.createQuery("SELECT f FROM OwnFolder f WHERE f.accountId = :account AND f.userId = :user" + more, OwnFolder.class)
                .setParameter("account", accountId).setParameter("user", userId);
    }

    private OwnFolder unsealed(OwnFolder folder) {
        try {
            folder.unseal(new String(vault.unseal(folder.accountId(), purpose(folder.uuid()), folder.sealedName()), StandardCharsets.UTF_8));
            return folder;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a folder's name was altered or belongs elsewhere", e);
        }
    }

    private byte[] sealed(long accountId, UUID uuid, String name) {
        return vault.seal(accountId, purpose(uuid), name.getBytes(StandardCharsets.UTF_8));
    }

    private static String purpose(UUID folder) {
        return "folder/" + folder;
    }
}
