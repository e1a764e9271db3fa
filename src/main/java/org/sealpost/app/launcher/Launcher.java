package org.sealpost.app.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.sealpost.demo.FakeInternet;
import sun.misc.Signal;

/** Starts everything in order, says READY, and stops everything in the opposite order. */
public final class Launcher {

    private final Console console;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean logged;
    private boolean stopping;

    private Launcher(Console console) {
        this.console = console;
    }

    /** @param words see {@link Arguments#USAGE}; ends the process with 0 after a stop that was asked for, else with 1 */
    public static void main(String[] words) {
        Launcher launcher = new Launcher(new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), false,
                StandardCharsets.UTF_8)));
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(signal), s -> new Thread(() -> launcher.stop(0), "stop").start());
        }
        try {
            launcher.run(Arguments.of(List.of(words)));
        } catch (CannotStart e) {
            launcher.fail(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            launcher.fail("Sealpost can't start: an unforeseen error, written down in the log folder of its data.", e);
        }
    }

    private void run(Arguments arguments) {
        Path root = arguments.data().orElse(Path.of(".data", "demo").toAbsolutePath());
        console.say("Sealpost demo, with its data in " + root);
        DataFolder data = begun(DataFolder.open(root));
        Path logs = data.closed("logs");
        redirectOutput(logs.resolve("console.log"));
        logged = true;

        Ports ports = Ports.ofDemo(arguments.portOffset(), FakeInternet.mailHosts());
        PostgreSql database = begun(new PostgreSql(data.shared("postgresql"), logs.resolve("postgresql.log"),
                ports.of(Ports.DATABASE), Unprivileged.within(root, "nobody")));
        console.step("Preparing the database", () -> {
            database.reclaim();
            return null;
        });
        ports.refuseTaken(InetAddress.getLoopbackAddress());
        console.step("Starting the database", () -> {
            database.start(random);
            return null;
        });
        System.setProperty("sealpost.database.url", database.url());
        System.setProperty("sealpost.database.user", "sealpost");
        System.setProperty("sealpost.database.password", database.password());
        System.setProperty("sealpost.data", root.toString());

        FakeInternet internet = console.step("Starting the fake internet",
                () -> begun(FakeInternet.start(root, data.closed("demo"), ports.numbers(), clock, random)));
        internet.settings().forEach(System::setProperty);
        System.setProperty("sealpost.public-url", url(ports));

        Server server = begun(new Server(data.emptied("server"), logs));
        Path home = home();
        console.step("Starting the server", () -> {
            server.start("127.0.0.1", ports.of(Ports.WEB));
            return null;
        });
        console.step("Starting the application", () -> {
            server.deploy("sealpost", "/", home.resolve("sealpost.war"));
            server.deploy("demo", "/demo", home.resolve("sealpost-demo.war"));
            if (!Probe.awaits(URI.create(url(ports) + "/health/ready"))) {
                throw new CannotStart("The application does not become ready; the reason is in " + logs + ".");
            }
            return null;
        });
        data.publish("ports.json", ports.json());
        console.say("""

                READY %1$s

                  Staff           sam@clinic.test   password sealpost-demo
                  Administrator   ada@clinic.test   password sealpost-demo
                  What arrives    %1$s/demo/

                Try this first: sign in as Sam and write to anna@verified.test and bob@no-tls.test.
                Watch how each of them will get it, send, and open Bob's mailbox on the demo page.

                Nothing leaves this computer. Ctrl-C stops everything; the next start finds it all again.
                """.formatted(url(ports)));
    }

    private static String url(Ports ports) {
        return "http://localhost:" + ports.of(Ports.WEB);
    }

    private <T extends AutoCloseable> T begun(T part) {
        synchronized (running) {
            running.push(part);
        }
        return part;
    }

    private void fail(String sentence, Throwable cause) {
        console.say("");
        console.say(sentence);
        if (logged) {
            cause.printStackTrace(System.err);
        }
        stop(1);
    }

    /** Stops what was begun, last first. Whoever calls second waits for the first, who ends the process. */
    private synchronized void stop(int exit) {
        if (stopping) {
            return;
        }
        stopping = true;
        if (exit == 0) {
            console.say("\nStopping …");
        }
        Deque<AutoCloseable> parts;
        synchronized (running) {
            parts = new ArrayDeque<>(running);
        }
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                console.say("One part did not stop cleanly: " + e);
            }
        }
        if (exit == 0) {
            console.say("Stopped.");
        }
        Runtime.getRuntime().halt(exit);
    }

    /** The server and its libraries write to the standard streams: into a file with it, the console is ours. */
    private static void redirectOutput(Path file) {
        try {
            PrintStream log = new PrintStream(Files.newOutputStream(file, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND), true, StandardCharsets.UTF_8);
            System.setOut(log);
            System.setErr(log);
        } catch (IOException e) {
            throw new CannotStart("The log " + file + " can't be written.", e);
        }
    }

    /** The folder that this jar lies in: the WARs lie beside it. */
    private static Path home() {
        try {
            return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
