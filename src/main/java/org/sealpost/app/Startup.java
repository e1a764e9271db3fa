package org.sealpost.app;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.InstantSource;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sealpost.directory.Closing;
import org.sealpost.directory.DemoSeed;
import org.sealpost.directory.FirstAdministrator;
import org.sealpost.directory.Opened;
import org.sealpost.vault.Keysets;

/**
 * Opens the application in order: schema, then everything that needs it. What stands in the way is logged as one
 * sentence and the deployment fails. No EJB, because a startup EJB's calls don't enlist JDBC connections.
 */
@ApplicationScoped
public class Startup {

    private static final int FIRST = 1;
    private static final System.Logger LOG = System.getLogger(Startup.class.getName());

    @Inject
    private DataSource database;

    /** Read late, so that what is wrong with it becomes a sentence too. */
    @Inject
    private Provider<Configuration> settings;

    @Inject
    private InstantSource clock;

    @Inject
    private Keysets keysets;

    @Inject
    private DemoSeed demo;

    @Inject
    private FirstAdministrator firstAdministrator;

    @Inject
    private Event<Opened> opened;

    @Inject
    private Event<Closing> closing;

    void open(@Observes @Priority(FIRST) @Initialized(ApplicationScoped.class) Object context) {
        try {
            Configuration configuration = settings.get();
            migrate();
            keysets.verify();
            welcome(configuration);
            opened.fire(new Opened(clock.instant()));
            LOG.log(INFO, "Sealpost is open at {0}", configuration.publicUrl());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "Sealpost can''t start: {0}", e.getMessage());
            System.out.println("STOP Sealpost can't start: " + e.getMessage());
            throw e;
        }
    }

    void close(@Observes @BeforeDestroyed(ApplicationScoped.class) Object context) {
        closing.fire(new Closing(clock.instant()));
    }

    private void welcome(Configuration configuration) {
        if (configuration.isDemo()) {
            demo.plant();
        } else {
            firstAdministrator.invite().ifPresent(token ->
                    System.out.println("SETUP " + configuration.publicUrl() + "/setup?token=" + token));
        }
    }

    private void migrate() {
        try {
            // out of order: a room's next migration has a lower number than those of the rooms after it
            Flyway.configure(Startup.class.getClassLoader()).dataSource(database).locations("classpath:db")
                    .outOfOrder(true).load().migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException("The database's schema can't be brought to this version: "
                    + e.getMessage().lines().filter(line -> !line.isBlank()).collect(Collectors.joining(" ")), e);
        }
    }
}
