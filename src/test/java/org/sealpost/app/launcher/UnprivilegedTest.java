package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {

    private static final int FILES = 200;
    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    /** A database that a killed launcher left behind goes on making and removing files. */
    @Test
    void aFolderIsHandedOverThoughFilesVanishFromIt() throws Exception {
        UserPrincipal self = Files.getOwner(folder);
        Unprivileged user = new Unprivileged(List.of(), self);
        Path stays = Files.writeString(Files.createDirectory(folder.resolve("base")).resolve("stays"), "x");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService database = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> writing = database.submit(churn(stays.getParent(), over));
            for (int round = 0; round < ROUNDS; round++) {
                user.own(folder);
            }
            over.set(true);
            assertEquals(0, writing.get());
        } finally {
            database.shutdownNow();
        }
        assertEquals(self, Files.getOwner(stays));
    }

    @Test
    void aFolderThatIsNotThereIsTrouble() throws IOException {
        Unprivileged user = new Unprivileged(List.of(), Files.getOwner(folder));
        assertThrows(UncheckedIOException.class, () -> user.own(folder.resolve("nowhere")));
    }

    /** @return how many files are left */
    private static Callable<Integer> churn(Path where, AtomicBoolean over) {
        return () -> {
            while (!over.get()) {
                for (int number = 0; number < FILES; number++) {
                    Files.writeString(where.resolve("gone" + number), "x");
                }
                for (int number = 0; number < FILES; number++) {
                    Files.delete(where.resolve("gone" + number));
                }
            }
            try (var left = Files.list(where)) {
                return (int) left.filter(file -> file.getFileName().toString().startsWith("gone")).count();
            }
        };
    }
}
