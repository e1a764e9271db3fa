package org.sealpost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64StreamsTest {

    private static final byte[] CRLF = {'\r', '\n'};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 56, 57, 58, 114, 29_183, 29_184, 29_185, 200_000})
    void linesAreThoseOfTheJdkHoweverItIsWritten(int size) throws IOException {
        byte[] octets = noise(size);
        for (int line : new int[] {64, 76}) {
            for (int piece : new int[] {1, 1_000, 300_000}) {
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                try (Base64Output out = new Base64Output(written, line)) {
                    for (int from = 0; from < size; from += piece) {
                        out.write(octets, from, Math.min(piece, size - from));
                    }
                }
                assertArrayEquals(Base64.getMimeEncoder(line, CRLF).encode(octets), written.toByteArray(), line + " by " + piece);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 12_287, 12_288, 12_289, 24_576, 200_000})
    void whatWasEncodedComesOutHoweverItIsRead(int size) throws IOException {
        byte[] octets = noise(size);
        byte[] lines = Base64.getMimeEncoder(76, CRLF).encode(octets);
        assertArrayEquals(octets, new Base64Input(new ByteArrayInputStream(lines)).readAllBytes());
        InputStream drops = new Base64Input(new ByteArrayInputStream(lines) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, Math.min(most, 7));
            }
        });
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        for (int octet = drops.read(); octet >= 0; octet = drops.read()) {
            single.write(octet);
        }
        assertArrayEquals(octets, single.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA*C", "AAE=AAEC", "AA==AA==", "A", "AAECA", "AAEC\u00e4", "AA\u0000EC", "AA\fEC", "=", "AAE=="})
    void whatIsNoneIsRefused(String letters) {
        assertThrows(IOException.class, () -> read(letters.getBytes(ISO_8859_1)));
    }

    /** The block ends with the padding, so that what follows would be decoded for itself. */
    @Test
    void nothingFollowsPaddingAtTheEndOfABlock() throws IOException {
        String block = "AAEC".repeat(4_095) + "AAE=";
        assertEquals(12_287, read((block + "\r\n").getBytes(US_ASCII)).length);
        assertThrows(IOException.class, () -> read((block + "\r\nAAEC").getBytes(US_ASCII)));
    }

    @Test
    void troubleOfTheStreamBehindIsPassedOn() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream("AAEC".getBytes(US_ASCII)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        assertEquals("gone", assertThrows(IOException.class, () -> new Base64Input(broken).readAllBytes()).getMessage());
    }

    private static byte[] read(byte[] letters) throws IOException {
        return new Base64Input(new ByteArrayInputStream(letters)).readAllBytes();
    }

    private static byte[] noise(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
