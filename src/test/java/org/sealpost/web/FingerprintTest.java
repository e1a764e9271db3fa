package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource({"0123456789ABCDEF0123456789ABCDEF01234567, 0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567", "ABCD, ABCD", "ABCDE, ABCD E", "'', ''"})
    void fingerprintsAreReadInGroupsOfFour(String fingerprint, String grouped) {
        assertEquals(grouped, Fingerprint.grouped(fingerprint));
    }
}
