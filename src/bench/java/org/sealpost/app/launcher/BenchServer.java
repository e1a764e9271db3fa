package org.sealpost.app.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The parts of {@code start}, with its database and its durability, and the application that the bench made. What it is told of
 * the internet stands in system properties. It ends when its standard input does, so that it never outlives the bench.
 */
public final class BenchServer {

    private BenchServer() {
    }

    /** @param words data folder, WAR, port of the database, port of the web server */
    public static void main(String[] words) throws IOException {
        Console console = new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        Running running = new Running(console);
        try {
            start(running, Path.of(words[0]), Path.of(words[1]), Integer.parseInt(words[2]), Web.ofDemo(Integer.parseInt(words[3])));
            console.say("READY");
            System.in.transferTo(FileOutputStream.nullOutputStream());
            running.stop(0);
        } catch (RuntimeException e) {
            console.say(e.toString());
            running.stop(1);
        }
    }

    private static void start(Running running, Path root, Path war, int databasePort, Web web) throws IOException {
        DataFolder data = running.begun(DataFolder.open(root));
        Path logs = data.closed("logs");
        PrintStream log = new PrintStream(Files.newOutputStream(logs.resolve("console.log")), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        System.setProperty("sealpost.data", root.toString());
        System.setProperty("sealpost.web.url", web.url().toString());
        PostgreSql database = running.begun(new PostgreSql(data.shared("postgresql"), logs.resolve("postgresql.log"), databasePort,
                Unprivileged.within(root, "nobody")));
        database.reclaim();
        database.start(new SecureRandom());
        System.setProperty("sealpost.database.url", database.url());
        System.setProperty("sealpost.database.user", "sealpost");
        System.setProperty("sealpost.database.password", database.password());
        Server server = running.begun(new Server(data.emptied("server"), logs));
        server.start(web);
        server.deploy("sealpost", "/", war);
        if (!new Probe(web).awaitReady()) {
            throw new CannotStart("The application does not become ready; the reason is in " + logs + ".");
        }
    }
}
