package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import org.sealpost.demo.FakeInternet;

/** All parts, begun in order: data folder, database, in the demo the fake internet, server, application. */
final class Sealpost {

    private final Console console;
    private final Running running;
    private final Arguments arguments;
    private final boolean demo;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();

    Sealpost(Console console, Running running, Arguments arguments) {
        this.console = console;
        this.running = running;
        this.arguments = arguments;
        this.demo = arguments.mode() == Arguments.Mode.DEMO;
    }

    /** Returns when everything answers. @throws CannotStart with what to tell */
    void start(Map<String, String> environment) {
        Path root = Folders.data(arguments, environment);
        console.say((demo ? "Sealpost demo" : "Sealpost") + ", with its data in " + root);
        Settings settings = demo ? Settings.none() : Settings.read(environment,
                arguments.config().orElse(root.resolve("sealpost.properties")), arguments.config().isPresent());
        DataFolder data = running.begun(DataFolder.open(root));
        Path logs = data.closed("logs");
        Relay relay = relayOutput(logs.resolve("console.log"));
        Path serverFolder = data.emptied("server");
        Web web = demo ? Web.ofDemo(Ports.DEMO_WEB + arguments.portOffset())
                : Web.of(settings, arguments.portOffset(), CertificateFile.of(settings, serverFolder, random));
        Ports ports = demo ? Ports.ofDemo(arguments.portOffset(), FakeInternet.services())
                : Ports.ofStart(arguments.portOffset(), web.port(), !settings.hasOwnDatabase(), settings.mailPorts());

        settings.publish();
        System.setProperty("sealpost.data", root.toString());
        System.setProperty("sealpost.web.url", web.url().toString());
        trustTheJdk();
        refuseRenegotiation();
        Optional<PostgreSql> database = settings.hasOwnDatabase() ? Optional.empty()
                : Optional.of(database(data, logs, ports, settings));
        ports.refuseTaken(name -> name.equals(Ports.WEB) ? web.listening()
                : Ports.MAIL.contains(name) && !demo ? settings.mailAddress() : InetAddress.getLoopbackAddress());
        database.ifPresent(this::startDatabase);
        if (demo) {
            startInternet(data, ports);
        }
        startServer(new Server(serverFolder, logs), web, relay, logs);
        data.publish("ports.json", ports.json());
        running.begun(() -> data.withdraw("ports.json"));
        console.say(demo ? Welcome.toDemo(web.url()) : Welcome.to(web.url(), relay.latest("SETUP")));
    }

    private PostgreSql database(DataFolder data, Path logs, Ports ports, Settings settings) {
        Unprivileged user = Unprivileged.within(data.root(), settings.databaseUser());
        PostgreSql database = running.begun(new PostgreSql(data.shared("postgresql"), logs.resolve("postgresql.log"),
                ports.of(Ports.DATABASE), user));
        console.step("Preparing the database", database::reclaim);
        return database;
    }

    private void startDatabase(PostgreSql database) {
        console.step("Starting the database", () -> database.start(random));
        System.setProperty("sealpost.database.url", database.url());
        System.setProperty("sealpost.database.user", "sealpost");
        System.setProperty("sealpost.database.password", database.password());
    }

    private void startInternet(DataFolder data, Ports ports) {
        console.step("Starting the fake internet", () ->
                running.begun(FakeInternet.start(data.root(), data.closed("demo"), ports.numbers(), clock, random))
                        .settings().forEach(System::setProperty));
        // its passwords are public
        System.setProperty("sealpost.smtp.address", "127.0.0.1");
        Ports.MAIL.forEach(name -> System.setProperty("sealpost." + name + ".port", Integer.toString(ports.of(name))));
    }

    private void startServer(Server server, Web web, Relay relay, Path logs) {
        running.begun(server);
        console.step("Starting the server", () -> server.start(web));
        console.step("Starting the application", () -> {
            try {
                server.deploy("sealpost", "/", Folders.dist().resolve("sealpost.war"));
                if (demo) {
                    server.deploy("demo", "/demo", Folders.dist().resolve("sealpost-demo.war"));
                }
            } catch (CannotStart e) {
                throw relay.latest("STOP").map(reason -> new CannotStart(reason, e)).orElse(e);
            }
            if (!new Probe(web).awaitReady()) {
                throw new CannotStart("The application does not become ready; the reason is in " + logs + ".");
            }
        });
    }

    /** The server would put an old list of authorities in place of the JDK's, for everything in this process. */
    private static void trustTheJdk() {
        Path authorities = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        if (System.getProperty("javax.net.ssl.trustStore") == null && Files.exists(authorities)) {
            System.setProperty("javax.net.ssl.trustStore", authorities.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        }
    }

    /** Over one connection of TLS 1.2 handshakes could be asked for without end. The JDK reads this once, before its first handshake as a server. */
    private static void refuseRenegotiation() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private static Relay relayOutput(Path file) {
        try {
            Relay relay = new Relay(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            PrintStream stream = new PrintStream(relay, true, StandardCharsets.UTF_8);
            System.setOut(stream);
            System.setErr(stream);
            return relay;
        } catch (IOException e) {
            throw new CannotStart("The log " + file + " can't be written.", e);
        }
    }
}
