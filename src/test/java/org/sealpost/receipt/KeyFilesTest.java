package org.sealpost.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    Path data;
    private KeyFiles files;
    private Path secret;
    private Path known;

    @BeforeEach
    void place() {
        files = new KeyFiles(data.resolve("keys"), data.resolve("audit"), new SecureRandom());
        secret = data.resolve("keys/receipt-key.pem");
        known = data.resolve("audit/receipt-keys.pem");
    }

    @Test
    void keyIsMadeOnceForItsOwnerOnlyAndItsPublicPartPublished() throws IOException {
        ReceiptKey made = files.open();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(known)));
        assertEquals(made.id(), files.open().id());
        assertEquals(files.known().pem(), Files.readString(known));
        assertFalse(Files.readString(known).contains("PRIVATE"));
        assertTrue(files.known().find(made.id()).isPresent());
        try (Stream<Path> all = Files.walk(data)) {
            assertEquals(2, all.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void whatFormerKeysSignedStaysCheckable() throws IOException {
        ReceiptKey former = files.open();
        byte[] receipt = signed(former);
        Files.move(secret, data.resolve("former.pem"));
        ReceiptKey present = files.open();
        assertNotEquals(former.id(), present.id());
        assertEquals(Verification.Finding.GENUINE, Verification.of(receipt, files.known()).finding());
        assertEquals(Verification.Finding.GENUINE, Verification.of(signed(present), files.known()).finding());
        assertTrue(Files.readString(known).startsWith(PublicKeys.pem(present.known())), "the present one stands first");
    }

    @Test
    void publicPartThatWasLostIsPublishedAgain() throws IOException {
        ReceiptKey made = files.open();
        Files.delete(known);
        files.open();
        assertTrue(files.known().find(made.id()).isPresent());
    }

    @Test
    void damagedKeyIsNeverReplaced() throws IOException {
        files.open();
        String damaged = Files.readString(secret).replace("BEGIN PRIVATE", "BEGIN PIRATE");
        Files.writeString(secret, damaged);
        assertThrows(IllegalStateException.class, files::open);
        assertEquals(damaged, Files.readString(secret));
    }

    @Test
    void halvesOfTwoKeysAreNoKey() throws IOException {
        String one = ReceiptKey.generate(new SecureRandom()).pem();
        String other = ReceiptKey.generate(new SecureRandom()).pem();
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC")) + other.substring(other.indexOf("-----BEGIN PUBLIC"));
        assertThrows(IllegalArgumentException.class, () -> ReceiptKey.of(mixed));
    }

    private static byte[] signed(ReceiptKey key) {
        JsonObject receipt = Json.createObjectBuilder().add("format", Verification.FORMAT).add("version", Verification.VERSION).build();
        return key.sign(receipt).toString().getBytes(StandardCharsets.UTF_8);
    }
}
