package org.sealpost.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The database of an installation for a command beside it: the running one, or one that is started just for this. */
final class OpenedDatabase {

    private final Running running;
    private final Path root;
    private final int portOffset;

    /** @param running stops what is started here */
    OpenedDatabase(Running running, Path root, int portOffset) {
        this.running = running;
        this.root = root;
        this.portOffset = portOffset;
    }

    /** @throws CannotStart if another Sealpost is just starting or stopping */
    Connection connect(Function<String, Optional<String>> settings) throws SQLException, IOException {
        Optional<String> own = settings.apply("sealpost.database.url");
        return own.isPresent() ? DriverManager.getConnection(own.get(), settings.apply("sealpost.database.user").orElse("sealpost"),
                settings.apply("sealpost.database.password").orElse("")) : embedded(settings);
    }

    private Connection embedded(Function<String, Optional<String>> settings) throws SQLException, IOException {
        Optional<DataFolder> free = DataFolder.tryOpen(root);
        Ports ports = free.isPresent() ? Ports.ofStart(portOffset, Ports.DEMO_WEB, true, Map.of()) : Ports.published(root);
        Path logs = root.resolve("logs");
        PostgreSql database = new PostgreSql(root.resolve("postgresql"), logs.resolve("postgresql.log"), ports.of(Ports.DATABASE),
                Unprivileged.within(root, settings.apply("sealpost.database.run-as").orElse("nobody")));
        if (free.isPresent()) {
            running.begun(free.get());
            free.get().closed("logs");
            free.get().shared("postgresql");
            running.begun(database);
            database.reclaim();
            database.start(new SecureRandom());
        }
        return DriverManager.getConnection(database.url(), "sealpost", database.password());
    }
}
