package org.sealpost.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The audit log in the database. */
@ApplicationScoped
public class AuditTrail implements AuditLog {

    private static final String INSERT = """
            INSERT INTO audit_event (account_id, at, actor, action, subject, details)
            VALUES (?, ?, ?, ?, ?, jsonb_object(?, ?))""";
    private static final String ABOUT = "SELECT " + ChainRows.COLUMNS
            + " FROM audit_event WHERE account_id = ? AND subject = ? ORDER BY id";

    private DataSource database;
    private InstantSource clock;

    protected AuditTrail() {
    }

    @Inject
    AuditTrail(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void record(List<AuditEvent> events) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditEvent event : events) {
                bind(connection, insert, now, event);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, OffsetDateTime now, AuditEvent event) throws SQLException {
        TreeMap<String, String> details = new TreeMap<>(event.details());
        insert.setLong(1, event.accountId());
        insert.setObject(2, now);
        insert.setString(3, text(event.actor()));
        insert.setString(4, text(event.action()));
        insert.setString(5, text(event.subject()));
        insert.setArray(6, connection.createArrayOf("text", details.keySet().stream().map(AuditTrail::text).toArray()));
        insert.setArray(7, connection.createArrayOf("text", details.values().stream().map(AuditTrail::text).toArray()));
    }

    /** What happened to one message, user or domain, oldest first, chained or not yet. */
    @Transactional
    public List<AuditEvent> about(long accountId, String subject) {
        List<AuditEvent> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ABOUT)) {
            select.setLong(1, accountId);
            select.setString(2, subject);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(ChainRows.event(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    /** PostgreSQL's texts can't hold U+0000. */
    private static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
