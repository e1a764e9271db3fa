package org.sealpost.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/** One account's chained events in order, read with a cursor; the connection must not be in auto-commit. */
final class ChainRows implements Iterator<ChainedEvent>, AutoCloseable {

    /** What {@link #event} reads, names and values of the details side by side. */
    static final String COLUMNS = """
            id, account_id, at, actor, action, subject, position, hash,
            ARRAY(SELECT key FROM jsonb_each_text(details) ORDER BY key) AS names,
            ARRAY(SELECT value FROM jsonb_each_text(details) ORDER BY key) AS texts""";

    private static final int FETCH = 1000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private ChainedEvent next;

    ChainRows(Connection connection, long accountId) throws SQLException {
        statement = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM audit_event WHERE account_id = ? AND position IS NOT NULL ORDER BY position");
        statement.setFetchSize(FETCH);
        statement.setLong(1, accountId);
        rows = statement.executeQuery();
        advance();
    }

    /** Every account with events, and those that a checkpoint says must have some. */
    static Set<Long> accounts(Connection connection, Set<Long> expected) throws SQLException {
        Set<Long> accounts = new TreeSet<>(expected);
        try (PreparedStatement statement = connection.prepareStatement("SELECT DISTINCT account_id FROM audit_event");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                accounts.add(rows.getLong(1));
            }
        }
        return accounts;
    }

    static OffsetDateTime at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class);
    }

    static AuditEvent event(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("names").getArray();
        String[] texts = (String[]) row.getArray("texts").getArray();
        Map<String, String> details = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            details.put(names[i], texts[i] == null ? "" : texts[i]);
        }
        return new AuditEvent(row.getLong("account_id"), row.getString("actor"), row.getString("action"),
                row.getString("subject"), details);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ChainedEvent next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        ChainedEvent current = next;
        try {
            advance();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return current;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }

    private void advance() throws SQLException {
        next = rows.next() ? new ChainedEvent(rows.getLong("position"), at(rows).toInstant(), event(rows),
                rows.getBytes("hash")) : null;
    }
}
