package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are those of RFC 9580 §9. */
class AlgorithmPolicyTest {

    private final AlgorithmPolicy policy = new AlgorithmPolicy();

    @ParameterizedTest
    @CsvSource({
        // SHA-1, RIPEMD-160, MD5
        "2, 2013-01-31T23:59:59Z, true,  true",
        "2, 2013-02-01T00:00:00Z, false, true",
        "2, 2023-01-31T23:59:59Z, false, true",
        "2, 2023-02-01T00:00:00Z, false, false",
        "3, 2013-01-31T23:59:59Z, true,  true",
        "3, 2013-02-01T00:00:00Z, false, false",
        "1, 1996-01-01T00:00:00Z, false, false",
        // SHA-256, SHA-512, one that nobody knows
        "8, 2026-11-23T12:00:00Z, true,  true",
        "10, 2026-11-23T12:00:00Z, true, true",
        "99, 2026-11-23T12:00:00Z, false, false"})
    void hashesEndOnTheirDays(int hash, Instant made, boolean signs, boolean certifies) {
        assertEquals(signs, policy.hashSigns(hash, made));
        assertEquals(certifies, policy.hashCertifies(hash, made));
    }

    @ParameterizedTest
    @CsvSource({
        // RSA at its edges
        "1, 2047, 2026-11-23T12:00:00Z, false, false",
        "1, 2048, 2026-11-23T12:00:00Z, true,  true",
        "1, 8192, 2026-11-23T12:00:00Z, true,  true",
        "1, 8193, 2026-11-23T12:00:00Z, false, false",
        "1, 1024, 2005-01-01T00:00:00Z, false, false",
        // RSA for one purpose
        "2, 3072, 2026-11-23T12:00:00Z, true,  false",
        "3, 3072, 2026-11-23T12:00:00Z, false, true",
        // Elgamal, DSA at its last day
        "16, 4096, 2026-11-23T12:00:00Z, false, false",
        "17, 2048, 2023-02-02T23:59:59Z, false, true",
        "17, 2048, 2023-02-03T00:00:00Z, false, false",
        "17, 1024, 2010-01-01T00:00:00Z, false, false",
        // ECDH, ECDSA, EdDSA, X25519, Ed25519
        "18, 256, 2026-11-23T12:00:00Z, true,  false",
        "18, 192, 2026-11-23T12:00:00Z, false, false",
        "19, 256, 2026-11-23T12:00:00Z, false, true",
        "22, 255, 2026-11-23T12:00:00Z, false, true",
        "25, 256, 2026-11-23T12:00:00Z, true,  false",
        "27, 256, 2026-11-23T12:00:00Z, false, true",
        "20, 4096, 2026-11-23T12:00:00Z, false, false"})
    void keysAreGoodForWhatTheyAreStrongEnough(int algorithm, int bits, Instant made, boolean encrypts, boolean signs) {
        assertEquals(encrypts, policy.keyEncrypts(algorithm, bits));
        assertEquals(signs, policy.keySigns(algorithm, bits, made));
    }

    @ParameterizedTest
    @CsvSource({"9, true, AES-256", "7, true, AES-128", "2, false, 3DES", "1, false, IDEA", "3, false, CAST5", "4, false, Blowfish"})
    void oldCiphersAreReadAndNotWritten(int cipher, boolean encrypts, String name) {
        assertEquals(encrypts, policy.cipherEncrypts(cipher));
        assertEquals(Optional.of(name), policy.cipherRead(cipher));
    }

    @Test
    void nothingIsReadThatIsNoCipher() {
        assertEquals(Optional.empty(), policy.cipherRead(0));
        assertEquals(Optional.empty(), policy.cipherRead(6));
    }
}
