package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The {@code sealpost.*} settings of {@code start}: the environment ({@code SEALPOST_WEB_URL} for
 * {@code sealpost.web.url}), else the file. Those that the launcher itself needs have a method here; all others are the
 * application's and are handed on as they are.
 */
final class Settings {

    /** What makes the demo's internet; believed in a real installation it would send mail to anybody's server. */
    private static final List<String> DEMO_ONLY = List.of("sealpost.demo", "sealpost.demo.folder",
            "sealpost.dns.root-anchor", "sealpost.tls.trust-anchors", "sealpost.wire.port-map");

    private static final Set<String> KNOWN = Set.of("sealpost.web.url", "sealpost.web.hosts", "sealpost.web.port",
            "sealpost.web.address", "sealpost.web.certificate", "sealpost.web.certificate-key",
            "sealpost.web.certificate-password", "sealpost.web.behind-proxy", "sealpost.database.url",
            "sealpost.database.user", "sealpost.database.password", "sealpost.database.run-as", "sealpost.smtp.name",
            "sealpost.smtp.port", "sealpost.submission.port", "sealpost.submissions.port", "sealpost.smtp.address",
            "sealpost.smtp.certificate", "sealpost.smtp.certificate-key", "sealpost.smtp.certificate-password", "sealpost.smtp.proxy-networks",
            "sealpost.dns.resolver", "sealpost.dns.validation", "sealpost.mta-sts.mode", "sealpost.imap",
            "sealpost.keys.server", "sealpost.smime.trust-anchors",
            "sealpost.delivery.workers", "sealpost.limit.message", "sealpost.limit.attachments");

    private final Map<String, String> environment;
    private final Properties file;

    private Settings(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /** No settings: the demo. */
    static Settings none() {
        return new Settings(Map.of(), new Properties());
    }

    /**
     * @param file may be missing if {@code demanded} is false
     * @throws CannotStart if the file can't be read, holds a key that nobody reads, or something belongs to the demo
     */
    static Settings read(Map<String, String> environment, Path file, boolean demanded) {
        Properties properties = new Properties();
        if (demanded || Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotStart("The settings in " + file + " can't be read.", e);
            }
        }
        Settings settings = new Settings(environment, properties);
        settings.refuse(file);
        return settings;
    }

    private void refuse(Path path) {
        for (String key : DEMO_ONLY) {
            if (text(key).isPresent() || System.getProperty(key) != null) {
                throw new CannotStart(key + " belongs to the demo and is refused here: remove it.");
            }
        }
        for (String key : file.stringPropertyNames()) {
            if (!KNOWN.contains(key)) {
                throw new CannotStart("The settings in " + path + " hold \"" + key + "\", which means nothing:"
                        + " docs/operations.md lists all keys.");
            }
        }
    }

    Optional<String> text(String key) {
        String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(environment.getOrDefault(name, file.getProperty(key)))
                .map(String::strip).filter(value -> !value.isEmpty());
    }

    /** {@code sealpost.web.url}: where browsers find us. Default {@code http://localhost:} and the port. */
    Optional<URI> webUrl() {
        return text("sealpost.web.url").map(url -> {
            try {
                return URI.create(url);
            } catch (IllegalArgumentException e) {
                throw new CannotStart("sealpost.web.url is \"" + url + "\", which is no URL.", e);
            }
        });
    }

    /** {@code sealpost.web.port}: the port to listen on. Default 8443 with a certificate, else 8080. */
    int webPort(int otherwise) {
        return number("sealpost.web.port", text("sealpost.web.port").orElse(Integer.toString(otherwise)));
    }

    /** {@code sealpost.smtp.port}, {@code sealpost.submission.port}, {@code sealpost.submissions.port}, as far as they are set. */
    Map<String, Integer> mailPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Ports.MAIL.forEach(name -> text("sealpost." + name + ".port").ifPresent(port -> ports.put(name, number("sealpost." + name + ".port", port))));
        return ports;
    }

    /** {@code sealpost.smtp.address}: the network address that those listen on. Default: all. */
    InetAddress mailAddress() {
        String address = text("sealpost.smtp.address").orElse("0.0.0.0");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new CannotStart("sealpost.smtp.address is \"" + address + "\", which is no address of this machine.", e);
        }
    }

    /** {@code sealpost.web.address}: the network address to listen on. Default: all with a certificate, else loopback. */
    String webAddress(String otherwise) {
        return text("sealpost.web.address").orElse(otherwise);
    }

    /** {@code sealpost.web.behind-proxy}: a proxy in front ends HTTPS. Default {@code false}. */
    boolean behindProxy() {
        return text("sealpost.web.behind-proxy").map(Boolean::parseBoolean).orElse(false);
    }

    /** {@code sealpost.web.certificate}: a PKCS#12 file ({@code .p12}, {@code .pfx}) or the PEM chain. Default: none. */
    Optional<Path> certificate() {
        return text("sealpost.web.certificate").map(Path::of);
    }

    /** {@code sealpost.web.certificate-key}: the PEM private key of the PEM chain. */
    Optional<Path> certificateKey() {
        return text("sealpost.web.certificate-key").map(Path::of);
    }

    /** {@code sealpost.web.certificate-password}: of the PKCS#12 file. Default: empty. */
    char[] certificatePassword() {
        return text("sealpost.web.certificate-password").orElse("").toCharArray();
    }

    /** {@code sealpost.database.url}: a PostgreSQL of your own. Default: the embedded one. */
    boolean hasOwnDatabase() {
        return text("sealpost.database.url").isPresent();
    }

    /** {@code sealpost.database.run-as}: who the embedded PostgreSQL runs as if we are root. Default {@code nobody}. */
    String databaseUser() {
        return text("sealpost.database.run-as").orElse("nobody");
    }

    private static int number(String key, String port) {
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65535) {
            throw new CannotStart(key + " is \"" + port + "\", but must be a number from 1 to 65535.");
        }
        return Integer.parseInt(port);
    }

    /** Hands the file's settings on to the application, which sees the environment by itself. */
    void publish() {
        file.stringPropertyNames().forEach(key -> text(key).ifPresent(value -> System.setProperty(key, value)));
    }
}
