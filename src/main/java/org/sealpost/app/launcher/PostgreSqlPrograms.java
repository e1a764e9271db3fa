package org.sealpost.app.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once from the archive on the class path. */
final class PostgreSqlPrograms {

    private static final int OWNER_EXECUTES = 0100;

    private PostgreSqlPrograms() {
    }

    /**
     * Unpacks into {@code home}, unless they are there already.
     *
     * @return the folder with {@code initdb}, {@code pg_ctl} and {@code postgres}
     * @throws CannotStart if there are none for this machine
     */
    static Path unpack(Path home) {
        if (!Files.exists(home)) {
            Path draft = home.resolveSibling(home.getFileName() + ".new");
            try (InputStream archive = archive()) {
                DataFolder.delete(draft);
                unpack(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive))), draft);
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new CannotStart("PostgreSQL could not be unpacked to " + home + ": is the disk full?", e);
            }
        }
        return home.resolve("bin");
    }

    private static InputStream archive() {
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "none";
        };
        InputStream archive = System.getProperty("os.name").startsWith("Linux")
                ? PostgreSqlPrograms.class.getResourceAsStream("/postgres-linux-" + architecture + ".txz") : null;
        if (archive == null) {
            throw new CannotStart("PostgreSQL comes along only for Linux on amd64 and arm64: start one of your own and"
                    + " name it with sealpost.database.url, sealpost.database.user and sealpost.database.password.");
        }
        return archive;
    }

    private static void unpack(TarArchiveInputStream tar, Path home) throws IOException {
        Files.createDirectories(home);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = home.resolve(entry.getName()).normalize();
            if (!path.startsWith(home)) {
                throw new IOException("an entry outside the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(path.getParent());
                Files.copy(tar, path);
                Files.setPosixFilePermissions(path, permissions(entry.getMode()));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        if ((mode & OWNER_EXECUTES) != 0) {
            all.addAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return all;
    }
}
