package org.sealpost.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFilesTest {

    private static final UUID ACCOUNT = UUID.fromString("3b0f6c1e-2f0f-4f43-9f0b-5a4a9e8a1c77");
    private static final Binding PLACE = Binding.text(1, "test");

    @TempDir
    private Path data;

    @Test
    void aKeysetIsReadBackAndNobodyElseMayReadItsFile() throws IOException, GeneralSecurityException {
        KeysetFiles files = new KeysetFiles(data.resolve("keys"));
        byte[] sealed = files.create(ACCOUNT).seal("text".getBytes(UTF_8), PLACE);
        assertArrayEquals("text".getBytes(UTF_8), files.read(ACCOUNT).unseal(sealed, PLACE));
        assertEquals("rw-------", permissions(files.file(ACCOUNT)));
        assertEquals("rwx------", permissions(data.resolve("keys")));
        try (Stream<Path> all = Files.list(data.resolve("keys"))) {
            assertEquals(1, all.count(), "no draft is left");
        }
    }

    @Test
    void anExistingKeysetIsNeverReplaced() throws IOException {
        KeysetFiles files = new KeysetFiles(data);
        files.create(ACCOUNT);
        String before = Files.readString(files.file(ACCOUNT));
        assertThrows(IllegalStateException.class, () -> files.create(ACCOUNT));
        assertEquals(before, Files.readString(files.file(ACCOUNT)));
    }

    @Test
    void aLostKeysetIsNamedAndNotMadeAnew() {
        KeysetFiles files = new KeysetFiles(data);
        KeysetLost lost = assertThrows(KeysetLost.class, () -> files.read(ACCOUNT));
        assertTrue(lost.getMessage().contains(data.resolve(ACCOUNT + ".json").toString()), lost.getMessage());
        assertFalse(Files.exists(files.file(ACCOUNT)));
    }

    @Test
    void aDamagedKeysetIsNamedWithoutItsContent() throws IOException {
        KeysetFiles files = new KeysetFiles(data);
        files.create(ACCOUNT);
        Files.writeString(files.file(ACCOUNT), "{\"primaryKeyId\":17");
        KeysetLost lost = assertThrows(KeysetLost.class, () -> files.read(ACCOUNT));
        assertTrue(lost.getMessage().contains("can't be read"));
        assertFalse(lost.getMessage().contains("primaryKeyId"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
