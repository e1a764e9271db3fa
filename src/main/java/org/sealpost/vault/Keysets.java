package org.sealpost.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The keyset of each account. The database knows which ones there must be; the keys themselves lie in files. */
@ApplicationScoped
public class Keysets {

    private static final String INSERT = "INSERT INTO keyset (account_id, uuid, proof) VALUES (?, ?, ?)";
    private static final String ALL = "SELECT account_id, uuid, proof FROM keyset";
    private static final String ONE = ALL + " WHERE account_id = ?";

    private final Map<Long, Keyset> open = new ConcurrentHashMap<>();
    private DataSource database;
    private KeysetFiles files;

    protected Keysets() {
    }

    @Inject
    Keysets(DataSource database, KeysetFiles files) {
        this.database = database;
        this.files = files;
    }

    /**
     * Gives a new account its keyset: the file first, then the row, in the caller's transaction. If that is rolled back
     * the file stays behind, unused.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void create(long accountId, UUID account) {
        Keyset keyset = files.create(account);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, accountId);
            insert.setObject(2, account);
            insert.setBytes(3, keyset.seal(octets(account), Binding.keyset(account)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** @throws KeysetLost if any account's keyset is missing, unreadable or another one */
    public void verify() {
        try (Connection connection = database.getConnection();
                PreparedStatement all = connection.prepareStatement(ALL);
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                open.put(rows.getLong("account_id"), proven(rows));
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    Keyset of(long accountId) {
        Keyset known = open.get(accountId);
        return known != null ? known : open.computeIfAbsent(accountId, this::read);
    }

    private Keyset read(long accountId) {
        try (Connection connection = database.getConnection();
                PreparedStatement one = connection.prepareStatement(ONE)) {
            one.setLong(1, accountId);
            try (ResultSet rows = one.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("no keyset for account " + accountId);
                }
                return proven(rows);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private Keyset proven(ResultSet row) throws SQLException {
        UUID account = row.getObject("uuid", UUID.class);
        Keyset keyset = files.read(account);
        try {
            keyset.unseal(row.getBytes("proof"), Binding.keyset(account));
        } catch (GeneralSecurityException e) {
            throw new KeysetLost(files.file(account), "holds other keys than those that sealed this database", e);
        }
        return keyset;
    }

    private static byte[] octets(UUID uuid) {
        return uuid.toString().getBytes(StandardCharsets.UTF_8);
    }
}
