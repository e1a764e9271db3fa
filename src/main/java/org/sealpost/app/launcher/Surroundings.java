package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;

/**
 * The installation that a command about a domain belongs to: a real one, or for names below {@code test} a running demo, since they
 * exist nowhere else (RFC 6761 §6.2).
 *
 * @param root the data folder
 * @param source the application's settings
 */
record Surroundings(Path root, Function<String, Optional<String>> source) {

    /** @throws CannotStart if there is no such demo, or the settings can't be read */
    static Surroundings of(Domain domain, Optional<Path> data, Optional<Path> config, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("SEALPOST_HOME", ".")).resolve(".data");
        if (!domain.name().endsWith(".test")) {
            Path root = data.orElseGet(() -> home.resolve("start"));
            return new Surroundings(root, Settings.read(environment, config.orElse(root.resolve("sealpost.properties")), config.isPresent())::text);
        }
        Path root = data.orElseGet(() -> home.resolve("demo"));
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(root.resolve("demo").resolve("wire.properties"))) {
            settings.load(reader);
            if (Files.exists(root.resolve("ports.json"))) {
                Ports ports = Ports.published(root);
                Ports.MAIL.forEach(name -> settings.setProperty("sealpost." + name + ".port", Integer.toString(ports.of(name))));
            }
        } catch (IOException e) {
            throw new CannotStart("There is no " + domain + " on the internet, and no demo runs: start one with ./sealpost demo, "
                    + "or name its folder with --data.");
        }
        return new Surroundings(root, key -> Optional.ofNullable(settings.getProperty(key)));
    }

    /** @throws CannotStart if it is no domain; an address stands for its own */
    static Domain domain(String text) {
        try {
            return new Domain(text.substring(text.indexOf('@') + 1));
        } catch (MalformedAddress e) {
            throw new CannotStart("“" + text + "” is no domain.");
        }
    }
}
