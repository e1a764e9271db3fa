package org.sealpost.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Links a batch of events in one transaction. There is one order: an advisory lock lets one linker in the whole
 * installation work at a time. A crash loses nothing: what wasn't committed is still unchained.
 */
@ApplicationScoped
class Linker {

    private static final int BATCH = 1000;
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('sealpost audit sealer'))";
    private static final String UNCHAINED = "SELECT " + ChainRows.COLUMNS
            + " FROM audit_event WHERE position IS NULL ORDER BY id LIMIT " + BATCH;
    private static final String END = """
            SELECT position, hash FROM audit_event WHERE account_id = ? AND position IS NOT NULL
            ORDER BY position DESC LIMIT 1""";
    private static final String AT = "SELECT hash FROM audit_event WHERE account_id = ? AND position = ?";
    private static final String CHAIN = """
            UPDATE audit_event SET position = c.position, hash = c.hash
            FROM unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS c (id, position, hash)
            WHERE audit_event.id = c.id""";

    private DataSource database;

    protected Linker() {
    }

    @Inject
    Linker(DataSource database) {
        this.database = database;
    }

    /** @return the new ends; empty if there was nothing to do or another linker is at work */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Checkpoint> link() {
        try (Connection connection = database.getConnection()) {
            return locked(connection) ? chain(connection) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the chain still is the one that the checkpoint was taken from. */
    @Transactional
    public boolean holds(Checkpoint checkpoint) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(AT)) {
            select.setLong(1, checkpoint.accountId());
            select.setLong(2, checkpoint.position());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && Checkpoint.of(checkpoint.accountId(), checkpoint.position(), row.getBytes(1))
                        .equals(checkpoint);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK); ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<Checkpoint> chain(Connection connection) throws SQLException {
        Map<Long, Chain> chains = new HashMap<>();
        List<Long> ids = new ArrayList<>();
        List<ChainedEvent> links = new ArrayList<>();
        try (PreparedStatement unchained = connection.prepareStatement(UNCHAINED);
                ResultSet rows = unchained.executeQuery()) {
            while (rows.next()) {
                AuditEvent event = ChainRows.event(rows);
                if (!chains.containsKey(event.accountId())) {
                    chains.put(event.accountId(), end(connection, event.accountId()));
                }
                ids.add(rows.getLong("id"));
                links.add(chains.get(event.accountId()).link(ChainRows.at(rows).toInstant(), event));
            }
        }
        if (!ids.isEmpty()) {
            write(connection, ids, links);
        }
        return chains.values().stream().map(Chain::checkpoint).toList();
    }

    private static void write(Connection connection, List<Long> ids, List<ChainedEvent> links) throws SQLException {
        try (PreparedStatement chain = connection.prepareStatement(CHAIN)) {
            chain.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            chain.setArray(2, connection.createArrayOf("bigint", links.stream().map(ChainedEvent::position).toArray()));
            chain.setArray(3, connection.createArrayOf("bytea",
                    links.stream().map(ChainedEvent::hash).toArray(byte[][]::new)));
            chain.executeUpdate();
        }
    }

    private static Chain end(Connection connection, long accountId) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END)) {
            end.setLong(1, accountId);
            try (ResultSet row = end.executeQuery()) {
                return row.next() ? new Chain(accountId, row.getLong(1), row.getBytes(2)) : Chain.begin(accountId);
            }
        }
    }
}
