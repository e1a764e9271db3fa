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
    private static final String CHAIN = "UPDATE audit_event SET position = ?, hash = ? WHERE id = ?";

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
        try (PreparedStatement unchained = connection.prepareStatement(UNCHAINED);
                ResultSet rows = unchained.executeQuery();
                PreparedStatement chain = connection.prepareStatement(CHAIN)) {
            while (rows.next()) {
                AuditEvent event = ChainRows.event(rows);
                if (!chains.containsKey(event.accountId())) {
                    chains.put(event.accountId(), end(connection, event.accountId()));
                }
                ChainedEvent linked = chains.get(event.accountId()).link(ChainRows.at(rows).toInstant(), event);
                chain.setLong(1, linked.position());
                chain.setBytes(2, linked.hash());
                chain.setLong(3, rows.getLong("id"));
                chain.addBatch();
            }
            chain.executeBatch();
        }
        List<Checkpoint> ends = new ArrayList<>();
        chains.values().forEach(chain -> ends.add(chain.checkpoint()));
        return ends;
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
