package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;

/**
 * {@code /health/ready}: whether people can work now. Whoever asks looks for the check {@code sealpost}: a server whose
 * deployment failed may call itself ready too.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

    private static final int PATIENCE_SECONDS = 3;

    @Inject
    private DataSource database;

    private volatile boolean open;

    void begin(@Observes Opened opened) {
        open = true;
    }

    void end(@Observes Closing closing) {
        open = false;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = open ? databaseProblem() : "The application is starting or stopping.";
        return HealthCheckResponse.named("sealpost").status(problem.isEmpty())
                .withData("problem", problem.isEmpty() ? "none" : problem).build();
    }

    private String databaseProblem() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS) ? "" : "The database doesn't answer.";
        } catch (SQLException e) {
            return "The database can't be reached.";
        }
    }
}
