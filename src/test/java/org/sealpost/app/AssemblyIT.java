package org.sealpost.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class AssemblyIT {

    /** Asks the database which transaction it is in, by both ways that the stores use. */
    @ApplicationScoped
    public static class Both {
        @Inject
        private DataSource database;
        @PersistenceContext
        private EntityManager entities;

        @Transactional
        public List<String> transactions() {
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT txid_current()::text")) {
                row.next();
                return List.of(row.getString(1),
                        (String) entities.createNativeQuery("SELECT txid_current()::text").getSingleResult());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Inject
    private Both both;
    @Inject
    private ExecutorService workers;
    @Inject
    private ScheduledExecutorService schedule;
    @Inject
    @Readiness
    private org.sealpost.app.Readiness ready;
    @Inject
    @Liveness
    private org.sealpost.app.Liveness live;

    @Test
    void jdbcAndJpaShareOneTransactionOnEveryThread() throws Exception {
        for (List<String> pair : List.of(both.transactions(), workers.submit(both::transactions).get(),
                schedule.schedule(both::transactions, 0, TimeUnit.SECONDS).get())) {
            assertEquals(pair.get(0), pair.get(1));
        }
    }

    @Test
    void scheduledTasksRunBesideOneAnother() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        List<Future<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(schedule.schedule(() -> {
                together.countDown();
                return together.await(20, TimeUnit.SECONDS);
            }, 0, TimeUnit.SECONDS));
        }
        for (Future<Boolean> task : tasks) {
            assertTrue(task.get());
        }
    }

    @Test
    void itIsReadyAndAlive() {
        assertEquals(HealthCheckResponse.Status.UP, ready.call().getStatus());
        assertEquals(HealthCheckResponse.Status.UP, live.call().getStatus());
    }
}
