package org.sealpost.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.directory.Directory;

@ExtendWith(ArquillianExtension.class)
class AuditTrailIT {

    @Inject
    private AuditTrail trail;
    @Inject
    private AuditExport export;
    @Inject
    private Sealer sealer;
    @Inject
    private CheckpointFiles checkpoints;
    @Inject
    private Directory directory;
    @Inject
    private DataSource database;
    @Inject
    private UserTransaction transaction;
    @Inject
    private ExecutorService workers;

    private long account;

    @BeforeEach
    void account() {
        account = directory.found("Audited", "test").id();
    }

    @Test
    void whatWasRecordedIsChainedAndIntact() throws Exception {
        record("message.accepted", Map.of("recipients", "3", "quote", "\"x\" \\ \u00fc"));
        record("delivery.done", Map.of());
        sealed(3);
        assertEquals(3, intact().events());
        assertEquals(3, checkpoints.read().get(account).position());
        assertEquals("\"x\" \\ \u00fc", trail.about(account, "m-1").get(0).details().get("quote"));
    }

    @Test
    void whatWasRolledBackLeavesNoTrace() throws Exception {
        transaction.begin();
        record("message.accepted", Map.of());
        transaction.rollback();
        sealed(1);
        assertEquals(1, intact().events());
        assertTrue(trail.about(account, "m-1").isEmpty());
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        record("message.accepted", Map.of());
        long strangers = directory.found("Strangers", "test").id();
        assertTrue(trail.about(strangers, "m-1").isEmpty());
    }

    @Test
    void manyWritersAndSealersMakeOneOrder() throws Exception {
        List<Future<?>> tasks = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            tasks.add(workers.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    record("delivery.done", Map.of("n", Integer.toString(i)));
                }
            }));
            tasks.add(workers.submit(sealer::seal));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        sealed(401);
        assertEquals(401, intact().events());
    }

    @Test
    void editsDeletionsInsertionsAndReorderingInTheDatabaseAreFound() throws Exception {
        for (int i = 0; i < 5; i++) {
            record("delivery.done", Map.of("n", Integer.toString(i)));
        }
        sealed(6);
        broken("UPDATE audit_event SET actor = 'nobody' WHERE account_id = %d AND position = 3", 3);
        broken("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE account_id = %d AND position = 3", 3);
        broken("UPDATE audit_event SET details = '{\"n\": \"9\"}' WHERE account_id = %d AND position = 3", 3);
        broken("DELETE FROM audit_event WHERE account_id = %d AND position = 3", 3);
        broken("DELETE FROM audit_event WHERE account_id = %1$d AND position = 3; "
                + "UPDATE audit_event SET position = position - 1 WHERE account_id = %1$d AND position > 3", 3);
        broken("INSERT INTO audit_event (account_id, at, actor, action, subject, position, hash) "
                + "SELECT account_id, at, actor, action, subject, 7, hash FROM audit_event "
                + "WHERE account_id = %d AND position = 6", 7);
        broken("UPDATE audit_event SET position = 100 WHERE account_id = %1$d AND position = 3; "
                + "UPDATE audit_event SET position = 3 WHERE account_id = %1$d AND position = 4; "
                + "UPDATE audit_event SET position = 4 WHERE account_id = %1$d AND position = 100", 3);
        broken("DELETE FROM audit_event WHERE account_id = %d AND position > 4", 5);
        broken("DELETE FROM audit_event WHERE account_id = %d", 1);
        assertEquals(6, intact().events());
    }

    @Test
    void aRewrittenChainKeepsTheCheckpointThatContradictsIt() throws Exception {
        record("message.accepted", Map.of());
        sealed(2);
        Checkpoint before = checkpoints.read().get(account);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM audit_event WHERE account_id = " + account);
        }
        record("message.forged", Map.of());
        record("message.forged", Map.of());
        sealer.seal();
        assertEquals(before, checkpoints.read().get(account));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            assertInstanceOf(Verdict.Broken.class, verdict(connection));
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void anExportIsCheckedWithoutTheDatabase() throws Exception {
        for (int i = 0; i < 4; i++) {
            record("delivery.done", Map.of("quote", "\"\n\u00fc", "n", Integer.toString(i)));
        }
        sealed(5);
        StringWriter out = new StringWriter();
        Checkpoint end = export.write(account, out);
        assertEquals(5, end.position());
        assertInstanceOf(Verdict.Intact.class, check(out.toString(), end));
        List<String> lines = out.toString().lines().toList();
        assertInstanceOf(Verdict.Broken.class, check(out.toString().replace("\"n\":\"2\"", "\"n\":\"7\""), end));
        assertInstanceOf(Verdict.Broken.class, check(String.join("\n", lines.subList(0, 4)), end), "cut off");
        assertInstanceOf(Verdict.Broken.class, check(String.join("\n", lines.subList(1, 5)), end));
        assertThrows(IllegalArgumentException.class, () -> check("{\"position\":1}", end));
        assertEquals(0, export.write(directory.found("Strangers", "test").id() + 1_000_000, new StringWriter()).position());
    }

    private Verdict check(String text, Checkpoint end) {
        return AuditExport.verify(account, new BufferedReader(new StringReader(text)),
                new AuditVerifier(Map.of(account, end)));
    }

    private void record(String action, Map<String, String> details) {
        trail.record(new AuditEvent(account, "sam@clinic.test", action, "m-1", details));
    }

    /** Tampers, looks, and takes it back. */
    private void broken(String tampering, long position) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(tampering.formatted(account));
                assertEquals(position, assertInstanceOf(Verdict.Broken.class, verdict(connection), tampering).position(),
                        tampering);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Verdict.Intact intact() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return assertInstanceOf(Verdict.Intact.class, verdict(connection));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Verdict verdict(Connection connection) throws SQLException, IOException {
        Map<Long, Checkpoint> known = checkpoints.read();
        known.keySet().retainAll(List.of(account));
        return new AuditVerifier(known).verify(connection).stream().filter(one -> one.accountId() == account)
                .findFirst().orElseThrow();
    }

    private void sealed(long events) {
        org.awaitility.Awaitility.await().until(() -> {
            sealer.seal();
            return intact().events() == events;
        });
    }
}
