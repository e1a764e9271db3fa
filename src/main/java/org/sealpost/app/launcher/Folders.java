package org.sealpost.app.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where things lie. */
final class Folders {

    private Folders() {
    }

    /** The folder of this jar: the WARs lie beside it. */
    static Path dist() {
        try {
            return Path.of(Folders.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Where everything is kept: {@code --data}, else {@code SEALPOST_DATA} (not for the demo), else {@code .data/demo} or
     * {@code .data/start} beside the script.
     * Checking the audit log takes whichever of the two is there.
     */
    static Path data(Arguments arguments, Map<String, String> environment) {
        boolean demo = arguments.mode() == Arguments.Mode.DEMO;
        String named = demo ? null : environment.get("SEALPOST_DATA");
        Path folder = arguments.data().orElseGet(() -> named != null && !named.isBlank() ? Path.of(named)
                : Path.of(environment.getOrDefault("SEALPOST_HOME", ".")).resolve(".data").resolve(demo ? "demo" : "start"));
        boolean onlyDemo = arguments.mode() == Arguments.Mode.VERIFY_AUDIT && arguments.data().isEmpty()
                && !Files.exists(folder);
        return (onlyDemo ? folder.resolveSibling("demo") : folder).toAbsolutePath().normalize();
    }
}
