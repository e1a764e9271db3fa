package org.sealpost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.sealpost.app.launcher.TestDatabase;

/**
 * Before the in-container suite: starts its PostgreSQL and its internet and tells the server's process where they are,
 * through the placeholder in {@code arquillian.xml}.
 */
public final class ServerSuite implements LoadableExtension {

    private static final Path HOME = Path.of("target", "container").toAbsolutePath();

    @Override
    public void register(ExtensionBuilder builder) {
        try {
            TappedInternet internet = TappedInternet.shared();
            TestDatabase database = TestDatabase.start(HOME.resolve("postgresql"));
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            System.setProperty("sealpost.test.jvm", String.join(" ",
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m",
                    internet.options(),
                    "-Dsealpost.data=" + HOME.resolve("data-" + ProcessHandle.current().pid()),
                    "-Dsealpost.test.database.files=" + database.files(),
                    "-Dsealpost.database.url=" + database.url(),
                    "-Dsealpost.database.user=" + database.user(),
                    "-Dsealpost.database.password=" + database.password()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
