package org.sealpost.app.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Payara Micro in this process: alone (no cluster), quiet (its log goes to files), on the addresses it is told. */
final class Server implements AutoCloseable {

    private static final String LISTENER = "configs.config.server-config.network-config.network-listeners.network-listener.";

    /** Named, since each builder and reader would otherwise look through all jars for it: 5 to 10 ms of CPU. */
    private static final String JSON_PROVIDER = "org.eclipse.parsson.JsonProviderImpl";

    private final Path root;
    private final Path logs;
    private volatile PayaraMicroRuntime runtime;

    /** @param root an empty folder for the server's own files */
    Server(Path root, Path logs) {
        this.root = root;
        this.logs = logs;
    }

    /** Starts it with no application. */
    void start(Web web) {
        System.setProperty("jakarta.json.provider", JSON_PROVIDER);
        try {
            PayaraMicro micro = PayaraMicro.getInstance(true);
            micro.setRootDir(root.toFile());
            // alone; setNoCluster(true) beside it would start Hazelcast after all
            micro.setNoHazelcast(true);
            micro.setPrintLogo(false);
            micro.setLogPropertiesFile(logging().toFile());
            web.certificate().ifPresentOrElse(certificate -> secure(micro, web, certificate), () -> micro.setHttpPort(web.port()));
            micro.setPreBootHandler(commands -> {
                settings().forEach((key, value) -> commands.run("set", key + "=" + value));
                commands.run("set", LISTENER + "http-listener.enabled=" + web.certificate().isEmpty());
                commands.run("set", LISTENER + "http-listener.address=" + web.address());
                commands.run("set", LISTENER + "https-listener.address=" + web.address());
            });
            runtime = micro.bootStrap();
        } catch (BootstrapException e) {
            throw new CannotStart("The server does not start; the reason is in " + logs + ".", e);
        }
    }

    private static void secure(PayaraMicro micro, Web web, Web.Certificate certificate) {
        System.setProperty("javax.net.ssl.keyStore", certificate.file().toString());
        System.setProperty("javax.net.ssl.keyStorePassword", new String(certificate.password()));
        System.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
        micro.setSslPort(web.port());
        micro.setSslCert(certificate.alias());
    }

    /** @throws CannotStart if the application fails: a server without it would stay up and answer 404 */
    void deploy(String name, String contextRoot, Path war) {
        runtime.deploy(name, contextRoot, war.toFile());
        if (!runtime.getDeployedApplicationNames().contains(name)) {
            throw new CannotStart("The application does not start; the reason is in " + logs + ".");
        }
    }

    @Override
    public void close() {
        if (runtime == null) {
            return;
        }
        try {
            // first the applications, which finish their work: while the server stops, their database is gone already
            runtime.getDeployedApplicationNames().forEach(runtime::undeploy);
            runtime.shutdown();
        } catch (BootstrapException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code payara-config/server.properties}. */
    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream file = Server.class.getResourceAsStream("server.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private Path logging() {
        try {
            Path file = root.resolve("logging.properties");
            Files.writeString(file, """
                    handlers = java.util.logging.FileHandler
                    java.util.logging.FileHandler.pattern = %s/sealpost-%%g.log
                    java.util.logging.FileHandler.limit = 20000000
                    java.util.logging.FileHandler.count = 5
                    java.util.logging.FileHandler.append = true
                    java.util.logging.FileHandler.encoding = UTF-8
                    java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
                    java.util.logging.SimpleFormatter.format = %%1$tFT%%1$tT.%%1$tL%%1$tz %%4$s %%3$s %%5$s%%6$s%%n
                    .level = INFO
                    javax.enterprise.system.tools.deployment.common.level = WARNING
                    """.formatted(logs.toString().replace("\\", "\\\\").replace("%", "%%")));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
