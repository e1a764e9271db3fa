package org.sealpost.app.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The launcher's own PostgreSQL with an empty database, for tests; its programs are unpacked once per checkout. */
public final class TestDatabase implements AutoCloseable {

    private final Path home;
    private final PostgreSql database;

    private TestDatabase(Path home, PostgreSql database) {
        this.home = home;
        this.database = database;
    }

    /** @param folder is emptied first, and holds the database's files afterwards */
    public static TestDatabase start(Path folder) throws IOException {
        DataFolder.delete(folder);
        Path home = Files.createDirectories(folder.toAbsolutePath());
        PostgreSql database = new PostgreSql(home, home.resolve("postgresql.log"), freePort(),
                Unprivileged.within(home, "nobody"));
        database.reclaim();
        database.start(new SecureRandom());
        return new TestDatabase(home, database);
    }

    public String url() {
        return database.url();
    }

    public String user() {
        return "sealpost";
    }

    public String password() {
        return database.password();
    }

    /** Everything the database wrote: tables, WAL, temporary files, its log. */
    public Path files() {
        return home;
    }

    @Override
    public void close() {
        database.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
