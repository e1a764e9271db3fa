package org.sealpost.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The last checkpoint of each account in a file {@code <folder>/<account id>.checkpoint}, so that somebody who can write
 * only to the database can't cut off or rewrite a chain unseen.
 */
public final class CheckpointFiles {

    private static final String SUFFIX = ".checkpoint";

    private final Path folder;

    public CheckpointFiles(Path folder) {
        this.folder = folder;
    }

    void note(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        Path whole = folder.resolve(checkpoint.accountId() + ".new");
        Files.writeString(whole, checkpoint.line() + "\n");
        Files.move(whole, folder.resolve(checkpoint.accountId() + SUFFIX), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** By account; empty if nothing was noted yet. @throws IOException if a file can't be read or isn't a checkpoint */
    public Map<Long, Checkpoint> read() throws IOException {
        Map<Long, Checkpoint> checkpoints = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return checkpoints;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
                Checkpoint checkpoint = Checkpoint.of(Files.readString(file))
                        .orElseThrow(() -> new IOException(file + " isn't a checkpoint"));
                checkpoints.put(checkpoint.accountId(), checkpoint);
            }
        }
        return checkpoints;
    }
}
