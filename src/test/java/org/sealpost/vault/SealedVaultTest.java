package org.sealpost.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedVaultTest {

    private static final long CLINIC = 1;
    private static final long STRANGERS = 2;
    private static final long LIMIT = 30_000_000;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ContentsInMemory contents = new ContentsInMemory();
    private final Keysets keysets = new Keysets() {
        private final Map<Long, Keyset> all = Map.of(CLINIC, Keyset.generate(), STRANGERS, Keyset.generate());

        @Override
        Keyset of(long accountId) {
            return all.get(accountId);
        }
    };
    private final SealedVault vault = new SealedVault(keysets, contents, new SecureRandom(), InstantSource.fixed(NOON));

    @Test
    void whatWasStoredIsReadAgainWhateverItsSize() throws IOException {
        for (int size : new int[] {0, 1, 4096, 131_072, 131_073, Contents.CHUNK - 56, Contents.CHUNK, 1_000_000}) {
            byte[] clear = noise(size);
            long id = store(clear);
            assertEquals(size, vault.open(CLINIC, id).size());
            assertArrayEquals(clear, read(CLINIC, id));
            assertArrayEquals(clear, read(CLINIC, id), "and again");
        }
    }

    /** Parsers write here, and take every other exception for what is wrong with a message. */
    @Test
    void aDatabaseThatIsAwayIsTroubleWithTheStream() {
        contents.away = true;
        for (int size : new int[] {10, 1_000_000}) {
            assertThrows(IOException.class, () -> store(noise(size)));
        }
        assertEquals(Map.of(), contents.rows);
    }

    @Test
    void bigContentIsCutIntoChunksThatStayBounded() throws IOException {
        long id = store(noise(25_000_000));
        ContentsInMemory.Row row = contents.rows.get(id);
        assertEquals(96, row.chunks.size());
        assertTrue(row.chunks.values().stream().allMatch(chunk -> chunk.length <= 262_144));
    }

    @Test
    void nothingOfTheContentStandsInTheChunks() throws IOException {
        long id = store("canary-7f3a canary-7f3a".repeat(1000).getBytes(UTF_8));
        contents.rows.get(id).chunks.values().forEach(chunk ->
                assertFalse(new String(chunk, java.nio.charset.StandardCharsets.ISO_8859_1).contains("canary")));
    }

    @Test
    void tooMuchIsRefusedAndNothingOfItIsLeft() {
        assertThrows(ContentTooLarge.class, () -> vault.store(CLINIC, new ByteArrayInputStream(noise(600_001)), 600_000));
        assertTrue(contents.rows.isEmpty());
    }

    @Test
    void aStreamThatBreaksOffLeavesNothing() {
        InputStream broken = new InputStream() {
            private int left = 500_000;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("the browser went away");
                }
                return 'x';
            }
        };
        assertThrows(IOException.class, () -> vault.store(CLINIC, broken, LIMIT));
        assertTrue(contents.rows.isEmpty());
    }

    @Test
    void anyFlippedBitIsRefused() throws IOException {
        long id = store(noise(300_000));
        ContentsInMemory.Row row = contents.rows.get(id);
        for (int chunk = 0; chunk < 2; chunk++) {
            for (int position : new int[] {0, 40, row.chunks.get(chunk).length - 1}) {
                row.chunks.get(chunk)[position] ^= 1;
                assertThrows(IOException.class, () -> read(CLINIC, id));
                row.chunks.get(chunk)[position] ^= 1;
            }
        }
        row.wrappedKey[20] ^= 1;
        assertThrows(IOException.class, () -> read(CLINIC, id));
    }

    @Test
    void cutOffOrReorderedChunksAreRefused() throws IOException {
        long id = store(noise(900_000));
        Map<Integer, byte[]> chunks = contents.rows.get(id).chunks;
        byte[] last = chunks.remove(3);
        assertThrows(IOException.class, () -> read(CLINIC, id));
        chunks.put(3, last);
        byte[] second = chunks.get(1);
        chunks.put(1, chunks.get(2));
        chunks.put(2, second);
        assertThrows(IOException.class, () -> read(CLINIC, id));
    }

    @Test
    void ciphertextOfOneContentIsRefusedInThePlaceOfAnother() throws IOException {
        long first = store("the first".getBytes(UTF_8));
        long second = store("the other".getBytes(UTF_8));
        ContentsInMemory.Row one = contents.rows.get(first);
        ContentsInMemory.Row two = contents.rows.get(second);
        two.chunks.putAll(one.chunks);
        assertThrows(IOException.class, () -> read(CLINIC, second), "chunks moved");
        two.wrappedKey = one.wrappedKey;
        assertThrows(IOException.class, () -> read(CLINIC, second), "chunks and key moved");
    }

    @Test
    void anotherAccountReadsNothingEvenIfTheRowIsMadeIts() throws IOException {
        long id = store("for the clinic".getBytes(UTF_8));
        assertThrows(IOException.class, () -> read(STRANGERS, id));
        contents.rows.get(id).accountId = STRANGERS;
        assertThrows(IOException.class, () -> read(STRANGERS, id));
    }

    @Test
    void shreddedContentCantBeOpenedEvenIfTheCiphertextComesBack() throws IOException {
        long id = store("secret".getBytes(UTF_8));
        Map<Integer, byte[]> backup = Map.copyOf(contents.rows.get(id).chunks);
        vault.shred(CLINIC, id);
        contents.rows.get(id).chunks.putAll(backup);
        assertThrows(IOException.class, () -> read(CLINIC, id));
    }

    @Test
    void onlyWhatWasNeverKeptIsSwept() throws IOException {
        long kept = store("kept".getBytes(UTF_8));
        long orphan = store("orphan".getBytes(UTF_8));
        vault.keep(CLINIC, kept);
        new Sweeper(contents, InstantSource.fixed(NOON.plus(Duration.ofMinutes(59)))).sweep();
        assertTrue(contents.rows.containsKey(orphan), "not yet");
        new Sweeper(contents, InstantSource.fixed(NOON.plus(Duration.ofMinutes(61)))).sweep();
        assertFalse(contents.rows.containsKey(orphan));
        assertTrue(contents.rows.containsKey(kept));
        assertThrows(IllegalStateException.class, () -> vault.keep(CLINIC, orphan));
    }

    @Test
    void aSealedTextOpensOnlyWhereItBelongs() throws GeneralSecurityException {
        byte[] sealed = vault.seal(CLINIC, "subject/7", "Blood count".getBytes(UTF_8));
        assertEquals("Blood count", new String(vault.unseal(CLINIC, "subject/7", sealed), UTF_8));
        assertThrows(GeneralSecurityException.class, () -> vault.unseal(CLINIC, "subject/8", sealed));
        assertThrows(GeneralSecurityException.class, () -> vault.unseal(STRANGERS, "subject/7", sealed));
        byte[] flipped = sealed.clone();
        flipped[flipped.length - 1] ^= 1;
        assertThrows(GeneralSecurityException.class, () -> vault.unseal(CLINIC, "subject/7", flipped));
        assertFalse(Arrays.equals(sealed, vault.seal(CLINIC, "subject/7", "Blood count".getBytes(UTF_8))));
    }

    private long store(byte[] clear) throws IOException {
        return vault.store(CLINIC, new ByteArrayInputStream(clear), LIMIT);
    }

    private byte[] read(long accountId, long id) throws IOException {
        try (InputStream in = vault.open(accountId, id).open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
