package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.testing.FixedTime;

class ArmorTest {

    @Test
    void theChecksumIsTheKnownOne() {
        Crc24 checksum = new Crc24();
        checksum.update("123456789".getBytes(StandardCharsets.US_ASCII));
        assertEquals(0x21CF02, checksum.getValue());
        assertArrayEquals(new byte[] {0x21, (byte) 0xCF, 0x02}, checksum.octets());
    }

    /** Without one, GnuPG 2.2 reads an armor only if its Base64 happens to end in padding. */
    @Test
    void itIsWrittenForOldFormsAndNotForNewOnes() throws Exception {
        OpenPgp four = new OpenPgp(FixedTime.atNoon(), new SecureRandom());
        OpenPgp six = new OpenPgp(FixedTime.atNoon(), new SecureRandom(), KeyVersion.SIX);
        String old = four.keys().certificate(four.certificate(four.generate("Sam <sam@clinic.test>", Duration.ofDays(1)))).armored();
        String recent = six.keys().certificate(six.certificate(six.generate("Sam <sam@clinic.test>", Duration.ofDays(1)))).armored();
        assertTrue(old.matches("(?s).*\r\n=[A-Za-z0-9+/]{4}\r\n-----END PGP PUBLIC KEY BLOCK-----\r\n"), old);
        assertFalse(recent.matches("(?s).*\r\n=[A-Za-z0-9+/]{4}\r\n.*"), recent);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-----BEGIN PGP MESSAGE-----\n\nAAEC\n-----END PGP MESSAGE-----\n",
        "-----BEGIN PGP MESSAGE-----\r\nVersion: x\r\nComment: y\r\n\r\nAAEC\r\n=njUN\r\n-----END PGP MESSAGE-----\r\n",
        "-----BEGIN PGP MESSAGE-----\n\nAAEC\n=wron\n-----END PGP MESSAGE-----\n",
        "Before\n-----BEGIN PGP MESSAGE-----   \n  \nAA\nEC\n-----END PGP MESSAGE-----\nbehind"})
    void whatIsInTheArmorComesOut(String armored) throws IOException {
        assertArrayEquals(new byte[] {0, 1, 2}, Armor.reading(in(armored)).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "no armor at all",
        "-----BEGIN PGP MESSAGE-----\n",
        "-----BEGIN PGP MESSAGE-----\n\nAAEC\n",
        "-----BEGIN PGP MESSAGE-----\n\nAA*C\n-----END PGP MESSAGE-----\n",
        "-----BEGIN PGP MESSAGE-----\n\nAA==AAEC\n-----END PGP MESSAGE-----\n"})
    void whatIsNoneIsRefused(String armored) {
        assertThrows(IOException.class, () -> Armor.reading(in(armored)).readAllBytes());
    }

    @Test
    void linesWithoutEndAndHeadersWithoutEndAreRefused() {
        assertThrows(IOException.class, () -> Armor.reading(in("a".repeat(20_000))).readAllBytes());
        assertThrows(IOException.class, () -> Armor.reading(in("\n".repeat(1_000))).readAllBytes());
        assertThrows(IOException.class, () -> Armor.reading(in("-----BEGIN PGP MESSAGE-----\n" + "A: b\n".repeat(1_000))).readAllBytes());
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
