package org.sealpost.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Ciphertext in PostgreSQL. A message of one chunk is one statement to write and one to read. */
@ApplicationScoped
class DatabaseContents implements Contents {

    private static final int IDS_AT_ONCE = 50;

    /**
     * Pending content is promised to nobody, so its commit needn't wait for the disk: the commit that keeps it does, and
     * stands behind it in the write-ahead log.
     */
    private static final String UNHURRIED = "(SELECT set_config('synchronous_commit', 'off', true)) AS unhurried";

    private static final String BEGIN = """
            WITH c AS (INSERT INTO content (id, account_id, created_at) SELECT ?, ?, ? FROM %s RETURNING id)
            INSERT INTO content_chunk (content_id, number, octets) SELECT id, 0, ? FROM c""".formatted(UNHURRIED);
    private static final String APPEND = """
            INSERT INTO content_chunk (content_id, number, octets)
            SELECT id, ?, ? FROM content, %s WHERE id = ? AND account_id = ?""".formatted(UNHURRIED);
    private static final String WHOLE = """
            WITH c AS (INSERT INTO content (id, account_id, size, created_at) SELECT ?, ?, ?, ? FROM %s RETURNING id, account_id),
                 k AS (INSERT INTO content_keys.wrapped_key (content_id, account_id, wrapped)
                       SELECT id, account_id, ? FROM c)
            INSERT INTO content_chunk (content_id, number, octets) SELECT id, 0, ? FROM c""".formatted(UNHURRIED);
    private static final String LAST = """
            WITH c AS (UPDATE content SET size = ? FROM %s WHERE id = ? AND account_id = ? RETURNING id, account_id),
                 k AS (INSERT INTO content_keys.wrapped_key (content_id, account_id, wrapped)
                       SELECT id, account_id, ? FROM c)
            INSERT INTO content_chunk (content_id, number, octets) SELECT id, ?, ? FROM c""".formatted(UNHURRIED);
    private static final String DISCARD = """
            WITH k AS (DELETE FROM content_keys.wrapped_key WHERE content_id = ? AND account_id = ?)
            DELETE FROM content WHERE id = ? AND account_id = ?""";
    private static final String KEEP = "UPDATE content SET kept = true WHERE id = ? AND account_id = ?";
    private static final String SHRED = """
            WITH k AS (DELETE FROM content_keys.wrapped_key WHERE content_id = ? AND account_id = ?)
            DELETE FROM content_chunk USING content c WHERE content_id = c.id AND c.id = ? AND c.account_id = ?""";
    private static final String FIND = """
            SELECT c.size, k.wrapped, CASE WHEN c.size <= 131072 THEN f.octets END AS only_chunk
            FROM content c
            LEFT JOIN content_keys.wrapped_key k ON k.content_id = c.id AND k.account_id = c.account_id
            LEFT JOIN content_chunk f ON f.content_id = c.id AND f.number = 0
            WHERE c.id = ? AND c.account_id = ? AND c.size IS NOT NULL""";
    private static final String CHUNK_OF = """
            SELECT octets FROM content_chunk JOIN content c ON content_id = c.id
            WHERE c.id = ? AND c.account_id = ? AND number = ?""";
    private static final String SWEEP = """
            WITH c AS (DELETE FROM content WHERE NOT kept AND created_at < ? RETURNING id),
                 k AS (DELETE FROM content_keys.wrapped_key WHERE content_id IN (SELECT id FROM c))
            SELECT count(*) FROM c""";

    private DataSource database;
    private long nextId;
    private int idsLeft;

    protected DatabaseContents() {
    }

    @Inject
    DatabaseContents(DataSource database) {
        this.database = database;
    }

    @Override
    public synchronized long nextId() {
        if (idsLeft == 0) {
            nextId = query("SELECT nextval('content_seq')", row -> row.getLong(1)).orElseThrow();
            idsLeft = IDS_AT_ONCE;
        }
        idsLeft--;
        return nextId++;
    }

    @Override
    public void begin(long accountId, long id, byte[] first, Instant at) {
        update(BEGIN, id, accountId, at.atOffset(ZoneOffset.UTC), first);
    }

    @Override
    public void append(long accountId, long id, int number, byte[] chunk) {
        updateOne(APPEND, number, chunk, id, accountId);
    }

    @Override
    public void finish(long accountId, long id, int number, byte[] last, byte[] wrappedKey, long size, Instant at) {
        if (number == 0) {
            update(WHOLE, id, accountId, size, at.atOffset(ZoneOffset.UTC), wrappedKey, last);
        } else {
            updateOne(LAST, size, id, accountId, wrappedKey, number, last);
        }
    }

    @Override
    public void discard(long accountId, long id) {
        update(DISCARD, id, accountId, id, accountId);
    }

    @Override
    public void keep(long accountId, long id) {
        updateOne(KEEP, id, accountId);
    }

    @Override
    public void shred(long accountId, long id) {
        update(SHRED, id, accountId, id, accountId);
    }

    @Override
    public Optional<Found> find(long accountId, long id) {
        return query(FIND, row -> new Found(row.getLong("size"), Optional.ofNullable(row.getBytes("wrapped")),
                Optional.ofNullable(row.getBytes("only_chunk"))), id, accountId);
    }

    @Override
    public Optional<byte[]> chunk(long accountId, long id, int number) {
        return query(CHUNK_OF, row -> row.getBytes(1), id, accountId, number);
    }

    @Override
    public int sweep(Instant createdBefore) {
        return query(SWEEP, row -> row.getInt(1), createdBefore.atOffset(ZoneOffset.UTC)).orElse(0);
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> query(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reading.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private void updateOne(String sql, Object... values) {
        if (update(sql, values) != 1) {
            throw new IllegalStateException("the content isn't there any more");
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
