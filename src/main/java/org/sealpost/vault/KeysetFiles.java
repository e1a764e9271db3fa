package org.sealpost.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;

/** Keysets in files {@code <folder>/<account's uuid>.json}, readable by nobody else. */
public final class KeysetFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    public KeysetFiles(Path folder) {
        this.folder = folder;
    }

    Path file(UUID account) {
        return folder.resolve(account + ".json");
    }

    /** Whole and on disk when it returns; an existing file is never replaced. */
    Keyset create(UUID account) {
        Path file = file(account);
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " exists");
        }
        Keyset keyset = Keyset.generate();
        try {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
            Path whole = Files.createTempFile(folder, ".", ".new", OWNER_ONLY);
            write(whole, keyset.json());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The keyset file " + file + " can't be written: " + e.getMessage(), e);
        }
        return keyset;
    }

    /** @throws KeysetLost if there is none, or what is there can't be read */
    Keyset read(UUID account) {
        Path file = file(account);
        if (!Files.exists(file)) {
            throw new KeysetLost(file, "is missing", null);
        }
        try {
            return Keyset.of(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysetLost(file, "can't be read", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
