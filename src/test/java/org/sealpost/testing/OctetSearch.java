package org.sealpost.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Looks for a canary in the octets of all files of a folder, as they lie on the disk. */
public final class OctetSearch {

    private OctetSearch() {
    }

    /** The files that hold it, in any of the encodings in which it could hide in plain sight; those that vanish meanwhile hold nothing. */
    public static List<Path> in(Path folder, String canary) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && holds(file, canary)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
                if (trouble instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw trouble;
            }
        });
        return found;
    }

    private static boolean holds(Path file, String canary) throws IOException {
        try {
            String octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            String wide = new String(canary.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
            return octets.contains(canary) || octets.contains(wide);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
