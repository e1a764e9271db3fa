package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    @Test
    void isShownInTwoGroupsOfFour() {
        assertEquals("K7QM-4TRX", new Reference("K7QM4TRX").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"K7QM-4TRX", "k7qm4trx", " K7QM 4TRX ", "k7qm–4trx", "K-7-Q-M-4-T-R-X", "K7QM\u00a04TRX"})
    void isReadHoweverItWasTyped(String typed) {
        assertEquals(Optional.of(new Reference("K7QM4TRX")), Reference.typed(typed));
    }

    @Test
    void lettersThatLookLikeDigitsAreTakenForThem() {
        assertEquals(Optional.of(new Reference("10110A0B")), Reference.typed("IoLl-oAOb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QM-4TR", "K7QM-4TRXX", "K7QM-4TRU", "K7QM-4TRÄ", "K7QM_4TRX", "K7QM-4TR\0", "%00000000"})
    void whatCannotBeOneIsNone(String typed) {
        assertTrue(Reference.typed(typed).isEmpty());
    }

    @Test
    void nothingAndVeryLongTextAreNone() {
        assertTrue(Reference.typed(null).isEmpty());
        assertTrue(Reference.typed("-".repeat(1_000_000) + "K7QM4TRX").isEmpty());
    }

    @RepeatedTest(20)
    void randomOnesCanBeTypedBack() {
        Reference reference = Reference.random(new SecureRandom());
        assertEquals(Optional.of(reference), Reference.typed(reference.toString()));
    }
}
