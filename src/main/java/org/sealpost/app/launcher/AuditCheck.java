package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

import org.sealpost.audit.AuditVerifier;
import org.sealpost.audit.CheckpointFiles;

/** {@code verify-audit}: checks every account's chain, in a running database or in one that is started just for this. */
final class AuditCheck {

    private final Console console;
    private final Running running;
    private final Arguments arguments;

    AuditCheck(Console console, Running running, Arguments arguments) {
        this.console = console;
        this.running = running;
        this.arguments = arguments;
    }

    /** @return whether every chain is intact */
    boolean run(Map<String, String> environment) {
        Path root = Folders.data(arguments, environment);
        if (!Files.isDirectory(root)) {
            throw new CannotStart("There is no data in " + root + ": name the folder with --data.");
        }
        Settings settings = Settings.read(environment, arguments.config().orElse(root.resolve("sealpost.properties")),
                arguments.config().isPresent());
        console.say("Checking the audit log of " + root);
        try (Connection connection = new OpenedDatabase(running, root, arguments.portOffset()).connect(settings::text)) {
            connection.setAutoCommit(false);
            AuditVerifier verifier = new AuditVerifier(new CheckpointFiles(root.resolve("audit")).read());
            return AuditVerifier.print(verifier.verify(connection),
                    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        } catch (SQLException | IOException e) {
            throw new CannotStart("The audit log can't be read (" + e.getMessage() + ").", e);
        }
    }
}
