package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickupTokenTest {

    private static final SecureRandom ONES = new SecureRandom() {
        @Override
        public void nextBytes(byte[] octets) {
            Arrays.fill(octets, (byte) 0xff);
        }
    };

    @Test
    void holdsAll128Bits() {
        assertEquals("7zzzzzzzzzzzzzzzzzzzzzzzzz", PickupToken.random(ONES).text());
    }

    @RepeatedTest(20)
    void standsInALinkAndComesBack() {
        PickupToken token = PickupToken.random(new SecureRandom());
        assertTrue(token.text().matches("[0-9a-z]{26}"));
        assertEquals(Optional.of(token), PickupToken.of(token.text()));
    }

    @Test
    void itsHashIsSha256AndNotTheToken() {
        PickupToken token = new PickupToken("00000000000000000000000000");
        assertEquals("bb54dc64d0f4bb36beac3d36a46d9dc81e3d4d71e2b6a0d25c29d7cb6e1b4e0d".length(), token.hash().length());
        assertFalse(token.hash().contains(token.text()));
    }

    @Test
    void isNeverPrinted() {
        assertEquals("PickupToken", new PickupToken("7zzzzzzzzzzzzzzzzzzzzzzzzz").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "message", "reply", "7zzzzzzzzzzzzzzzzzzzzzzzz", "7zzzzzzzzzzzzzzzzzzzzzzzzzz", "../zzzzzzzzzzzzzzzzzzzzzzz", "7zzzzzzzzzzzzzzzzzzzzzzzzu"})
    void whatCannotBeOneIsNone(String text) {
        assertTrue(PickupToken.of(text).isEmpty());
    }
}
