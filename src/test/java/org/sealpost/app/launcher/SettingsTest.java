package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sealpost.demo=true", "sealpost.demo.folder=/tmp/x", "sealpost.dns.root-anchor=/tmp/root.zone",
        "sealpost.tls.trust-anchors=/tmp/ca.pem", "sealpost.wire.port-map=mx.bank.example=127.0.0.1:25"})
    void theSeamOfTheDemoIsRefused(String line) {
        String key = line.substring(0, line.indexOf('='));
        assertEquals(key + " belongs to the demo and is refused here: remove it.",
                assertThrows(CannotStart.class, () -> read(Map.of(), line)).getMessage());
        assertThrows(CannotStart.class,
                () -> read(Map.of(key.toUpperCase().replaceAll("[.-]", "_"), line.substring(key.length() + 1)), ""));
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        Settings settings = read(Map.of("SEALPOST_WEB_PORT", "9443"), "sealpost.web.port=1\nsealpost.web.address=::1");
        assertEquals(9443, settings.webPort(8443));
        assertEquals("::1", settings.webAddress("0.0.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.port=8443", "sealpost.web.prot=8443"})
    void anUnknownKeyIsATypingError(String line) {
        assertThrows(CannotStart.class, () -> read(Map.of(), line));
    }

    @Test
    void theManualListsExactlyTheKeysThatAreRead() throws IOException {
        Set<String> listed = keys("^\\| `(sealpost\\.[a-z.-]+)`", Path.of("docs/operations.md"));
        Set<String> read = keys("\"(sealpost\\.[a-z.-]+)\"", Path.of("src/main/java/org/sealpost/app/Configuration.java"),
                Path.of("src/main/java/org/sealpost/app/launcher/Settings.java"));
        read.removeIf(key -> key.matches("sealpost\\.(properties|data|demo.*|dns\\.root-anchor|tls.*|wire.*)"));
        listed.remove("sealpost.properties");
        assertEquals(listed, read);
        listed.forEach(key -> read(Map.of(), key + "=1"));
    }

    private static Set<String> keys(String pattern, Path... files) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path file : files) {
            Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file)).results()
                    .forEach(found -> keys.add(found.group(1)));
        }
        return keys;
    }

    @Test
    void aNamedFileMustBeThere() {
        assertThrows(CannotStart.class, () -> Settings.read(Map.of(), folder.resolve("none"), true));
        assertEquals(Optional.empty(), Settings.read(Map.of(), folder.resolve("none"), false).webUrl());
    }

    @Test
    void aPublicUrlWithoutHttpsDoesNotStart() {
        assertThrows(CannotStart.class, () -> web("sealpost.web.url=https://mail.example.org"));
        assertThrows(CannotStart.class, () -> web("sealpost.web.url=http://mail.example.org\nsealpost.web.behind-proxy=true"));
    }

    @Test
    void behindAProxyOnlyThisMachineReachesIt() {
        Web web = web("sealpost.web.url=https://mail.example.org\nsealpost.web.behind-proxy=true");
        assertEquals(new Web(URI.create("https://mail.example.org"), "127.0.0.1", 8080, Optional.empty()), web);
    }

    @Test
    void withoutSettingsItIsForThisMachineAlone() {
        assertEquals(new Web(URI.create("http://localhost:8080"), "127.0.0.1", 8080, Optional.empty()), web(""));
    }

    private Web web(String lines) {
        return Web.of(read(Map.of(), lines), 0, Optional.empty());
    }

    private Settings read(Map<String, String> environment, String lines) {
        try {
            return Settings.read(environment, Files.writeString(folder.resolve("sealpost.properties"), lines), true);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
