package org.sealpost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sealpost.demo.FakeInternet;

/**
 * The demo's internet for the in-container tests, with a tap on the wire to each mail server. The taps live in the tests'
 * process, the server in another: what they heard is asked by methods that run as client.
 */
public final class TappedInternet {

    private static final String PORT_MAP = "sealpost.wire.port-map";
    private static TappedInternet shared;

    private final Map<String, WireTap> taps = new LinkedHashMap<>();
    private final Map<String, String> settings;

    private TappedInternet(FakeInternet internet) {
        settings = new HashMap<>(internet.settings());
        for (String pair : settings.get(PORT_MAP).split(",")) {
            String[] hostAndPort = pair.split("=");
            taps.put(hostAndPort[0], WireTap.before(Integer.parseInt(hostAndPort[1])));
        }
        settings.put(PORT_MAP, taps.entrySet().stream().map(tap -> tap.getKey() + "=" + tap.getValue().port())
                .collect(Collectors.joining(",")));
    }

    /** The one that the suite's server lives in. */
    public static synchronized TappedInternet shared() {
        if (shared == null) {
            try {
                Path folder = Files.createDirectories(Path.of("target", "container", "internet-" + ProcessHandle.current().pid()))
                        .toAbsolutePath();
                Map<String, Integer> anyPorts = new HashMap<>(Map.of("dns", 0));
                FakeInternet.services().forEach(host -> anyPorts.put(host, 0));
                shared = new TappedInternet(FakeInternet.start(folder, folder, anyPorts, InstantSource.system(), new SecureRandom()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** For the server's command line. */
    String options() {
        return settings.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
    }

    public Map<String, WireTap> taps() {
        return taps;
    }
}
