package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The one folder that holds all that is kept. While a launcher runs it holds a lock on it, which the kernel drops when
 * the process ends, however it ends.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws CannotStart if the folder can't be used or another Sealpost uses it */
    static DataFolder open(Path root) {
        return tryOpen(root).orElseThrow(() -> new CannotStart("Another Sealpost is running on the data folder " + root
                + ": stop it first, or take another folder with --data."));
    }

    /** Empty if another Sealpost uses it. @throws CannotStart if it can't be used at all */
    static Optional<DataFolder> tryOpen(Path root) {
        try {
            Files.createDirectories(root);
            // enterable, so that PostgreSQL's own user reaches its folder; what is private is closed one level below
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
            FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return Optional.of(new DataFolder(root, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The data folder " + root + " can't be used: it must be a folder that you may write"
                    + " to, on a disk with room (" + reason(e) + ").", e);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    /** A folder below, closed to everybody else. */
    Path closed(String name) {
        return folder(name, "rwx------");
    }

    /** A folder below that others may enter. */
    Path shared(String name) {
        return folder(name, "rwxr-xr-x");
    }

    /** An empty folder below: what an earlier run left there is deleted. */
    Path emptied(String name) {
        try {
            delete(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return closed(name);
    }

    /** Writes a file so that a reader sees the old one or the new one, never half. */
    void publish(String name, String text) {
        try {
            Path draft = root.resolve(name + ".new");
            Files.writeString(draft, text);
            Files.move(draft, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void withdraw(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path folder(String name, String permissions) {
        try {
            Path folder = Files.createDirectories(root.resolve(name));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            return folder;
        } catch (IOException e) {
            throw new CannotStart("The folder " + root.resolve(name) + " can't be used (" + reason(e) + ").", e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
