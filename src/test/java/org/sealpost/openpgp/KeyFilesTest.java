package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.testing.FixedTime;

/** A key leaves under a passphrase and comes back with it. */
class KeyFilesTest {

    private static final FixedTime CLOCK = FixedTime.at("2026-11-03T10:00:00Z");
    private static final char[] PASSPHRASE = "grüne Wiese".toCharArray();

    @ParameterizedTest
    @EnumSource(KeyVersion.class)
    void whatWasLockedOpensWithItsPassphraseAndSignsAgain(KeyVersion version) throws Exception {
        OpenPgp openPgp = new OpenPgp(CLOCK, new SecureRandom(), version);
        SecretKey key = openPgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730));
        byte[] file = openPgp.files().locked(key, PASSPHRASE);
        assertTrue(new String(file, StandardCharsets.US_ASCII).startsWith("-----BEGIN PGP PRIVATE KEY BLOCK-----\r\n"));
        assertTrue(openPgp.keys().key(new SecretKey(file)).getPrimarySecretKey().isLocked(), "the primary key is locked");
        assertTrue(openPgp.keys().key(new SecretKey(file)).getSecretKeys().values().stream().allMatch(one -> one.isLocked()), "the subkey, too");
        assertFalse(contains(file, key.octets()), "nothing in clear");

        SecretKey back = openPgp.files().unlocked(file, PASSPHRASE);
        assertEquals(ContactKeys.fingerprint(openPgp.certificate(key)), ContactKeys.fingerprint(openPgp.certificate(back)));
        byte[] signature = openPgp.sign(new ByteArrayInputStream(new byte[] {1, 2}), back);
        assertEquals(SignatureFound.Standing.GOOD,
                openPgp.verify(new ByteArrayInputStream(new byte[] {1, 2}), signature, List.of(openPgp.certificate(key))).get(0).standing());
    }

    @ParameterizedTest
    @EnumSource(KeyVersion.class)
    void aWrongPassphraseOpensNothing(KeyVersion version) {
        OpenPgp openPgp = new OpenPgp(CLOCK, new SecureRandom(), version);
        byte[] file = openPgp.files().locked(openPgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730)), PASSPHRASE);
        assertEquals(UnfitKey.Why.MALFORMED, why(openPgp, file, "grüne wiese"));
        assertEquals(UnfitKey.Why.MALFORMED, why(openPgp, file, ""));
    }

    @Test
    void whatIsNoSecretKeyOpensNothing() {
        OpenPgp openPgp = new OpenPgp(CLOCK, new SecureRandom());
        SecretKey key = openPgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730));
        assertEquals(UnfitKey.Why.MALFORMED, why(openPgp, openPgp.certificate(key).octets(), ""));
        assertEquals(UnfitKey.Why.MALFORMED, why(openPgp, "hello".getBytes(StandardCharsets.US_ASCII), ""));
        assertEquals(UnfitKey.Why.MALFORMED, why(openPgp, new byte[0], ""));
        assertThrows(IllegalArgumentException.class, () -> openPgp.files().locked(key, new char[0]), "never without a passphrase");
    }

    @Test
    void aKeyThatIsNotLockedNeedsNoPassphrase() throws Exception {
        OpenPgp openPgp = new OpenPgp(CLOCK, new SecureRandom());
        SecretKey key = openPgp.generate("Sam Berg <sam@clinic.test>", Duration.ofDays(730));
        SecretKey back = openPgp.files().unlocked(key.octets(), new char[0]);
        assertEquals(ContactKeys.fingerprint(openPgp.certificate(key)), ContactKeys.fingerprint(openPgp.certificate(back)));
    }

    private static UnfitKey.Why why(OpenPgp openPgp, byte[] file, String passphrase) {
        return assertThrows(UnfitKey.class, () -> openPgp.files().unlocked(file, passphrase.toCharArray())).why();
    }

    private static boolean contains(byte[] where, byte[] what) {
        return new String(where, StandardCharsets.ISO_8859_1).contains(new String(what, StandardCharsets.ISO_8859_1));
    }
}
