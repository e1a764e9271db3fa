package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"418203", " 418 203 ", "418-203", "418\u00a0203", "418–203\r\n"})
    void isReadHoweverItWasPasted(String typed) {
        assertEquals(Optional.of(new Code("418203")), Code.typed(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41820", "4182033", "41820O", "٤١٨٢٠٣", "4182.3"})
    void whatCannotBeOneIsNone(String typed) {
        assertTrue(Code.typed(typed).isEmpty());
    }

    @Test
    void nothingAndVeryLongTextAreNone() {
        assertTrue(Code.typed(null).isEmpty());
        assertTrue(Code.typed(" ".repeat(1_000_000) + "418203").isEmpty());
    }

    @Test
    void keepsItsLeadingZeros() {
        SecureRandom seven = new SecureRandom() {
            @Override
            public int nextInt(int bound) {
                return 7;
            }
        };
        assertEquals("000 007", Code.random(seven).spaced());
    }

    @RepeatedTest(10)
    void matchesItsOwnHashOnly() {
        Code code = Code.random(new SecureRandom());
        assertTrue(code.matches(code.hash()));
        String other = code.digits().startsWith("0") ? "1" + code.digits().substring(1) : "0" + code.digits().substring(1);
        assertFalse(new Code(other).matches(code.hash()));
    }

    @Test
    void isNeverPrinted() {
        assertEquals("Code", new Code("418203").toString());
    }
}
