package org.sealpost.app.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The embedded database: a real PostgreSQL in a process of its own, on loopback only, durable as it comes, with a
 * password that is made once and kept beside its data. It runs in a session of its own, so that Ctrl-C reaches only the
 * launcher, which stops it last.
 */
final class PostgreSql implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PostgreSql.class.getName());
    private static final String VERSION = "17";
    private static final String PASSWORD_FILE = "password";

    private final Path home;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final Unprivileged user;
    private Path programs;
    private boolean closed;

    /** @param home a folder for programs, data and password; {@code log} collects what the database says */
    PostgreSql(Path home, Path log, int port, Unprivileged user) {
        this.home = home;
        this.cluster = home.resolve("cluster");
        this.log = log;
        this.port = port;
        this.user = user;
    }

    /** Stops what a killed launcher left running. To be called before ports are looked at. */
    synchronized void reclaim() {
        programs = PostgreSqlPrograms.unpack(home.resolve("programs-" + VERSION));
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        user.own(cluster);
        if (postmaster(pidFile).isPresent()) {
            pgCtl("stop", "-m", "fast", "-w", "-t", "60");
        }
        try {
            if (postmaster(pidFile).isEmpty()) {
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and makes it first if it isn't there. */
    synchronized void start(SecureRandom random) {
        if (closed) {
            return;
        }
        if (!Files.exists(cluster)) {
            create(random);
        }
        refuseForeign();
        user.own(cluster);
        if (!pgCtl("start", "-w", "-t", "60", "-o", "-p " + port).succeeded()) {
            throw new CannotStart("The database in " + cluster + " doesn't start; its own words are in " + log + ".");
        }
        postmaster(cluster.resolve("postmaster.pid")).ifPresent(process -> process.onExit().thenRun(() -> revive(random)));
    }

    /** A database that ends without being asked is started again; who waits for it meanwhile is told to come back. */
    private synchronized void revive(SecureRandom random) {
        if (closed) {
            return;
        }
        LOG.log(System.Logger.Level.ERROR, "the database ended by itself and is started again");
        try {
            reclaim();
            start(random);
        } catch (CannotStart e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/sealpost";
    }

    String password() {
        try {
            return Files.readString(home.resolve(PASSWORD_FILE));
        } catch (IOException e) {
            throw new CannotStart("The database's password " + home.resolve(PASSWORD_FILE)
                    + " is missing: put the file back, or take a new data folder.", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (Files.exists(cluster.resolve("postmaster.pid")) && !pgCtl("stop", "-m", "fast", "-w", "-t", "30").succeeded()) {
            pgCtl("stop", "-m", "immediate", "-w", "-t", "10");
        }
    }

    /** Made under another name first, so that an interrupted start leaves nothing that looks finished. */
    private void create(SecureRandom random) {
        Path draft = home.resolve("cluster.new");
        Path superuser = draft.resolveSibling("superuser.new");
        String password = Secret.text(random);
        try {
            DataFolder.delete(draft);
            Files.createDirectory(draft);
            Files.deleteIfExists(superuser);
            writeClosed(superuser, Secret.text(random));
            user.own(draft);
            user.own(superuser);
            demand(run("", "initdb", "-D", draft.toString(), "-U", "postgres", "--auth=scram-sha-256",
                    "--pwfile=" + superuser, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            Files.delete(superuser);
            Files.writeString(draft.resolve("postgresql.conf"),
                    "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n", StandardOpenOption.APPEND);
            demand(run("CREATE ROLE sealpost LOGIN PASSWORD '" + password + "';\nCREATE DATABASE sealpost OWNER sealpost;\n",
                    "postgres", "--single", "-D", draft.toString(), "postgres"));
            Files.deleteIfExists(home.resolve(PASSWORD_FILE));
            writeClosed(home.resolve(PASSWORD_FILE), password);
            Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("The database could not be made in " + home + ": may you write there, and is there room?", e);
        }
    }

    private void demand(Command command) {
        if (!command.succeeded()) {
            throw new CannotStart("The database could not be made in " + home + ": " + command.lastWords());
        }
    }

    private void refuseForeign() {
        try {
            String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!VERSION.equals(version)) {
                throw new CannotStart("The database in " + cluster + " was made by PostgreSQL " + version + ", this is "
                        + VERSION + ": upgrade it first (docs/operations.md).");
            }
        } catch (IOException e) {
            throw new CannotStart("The data folder is damaged: " + cluster + " is no database any more. Restore it from"
                    + " a backup, or take a new folder with --data.", e);
        }
    }

    private Command run(String input, String program, String... words) {
        return Command.run(home, input, Stream.concat(user.prefix().stream(),
                Stream.concat(Stream.of(programs.resolve(program).toString()), Stream.of(words))));
    }

    private Command pgCtl(String verb, String... options) {
        List<String> line = new ArrayList<>(List.of("setsid", "--wait"));
        line.addAll(user.prefix());
        line.addAll(List.of(programs.resolve("pg_ctl").toString(), verb, "-D", cluster.toString()));
        line.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(line).directory(home.toFile()).redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            return new Command(process.waitFor(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Command(1, "");
        }
    }

    private static Optional<ProcessHandle> postmaster(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().map(c -> c.endsWith("postgres")).orElse(true));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void writeClosed(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
