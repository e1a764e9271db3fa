package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BerGuardTest {

    private static final Limits SMALL = new Limits(1_000, 100, 16);

    @ParameterizedTest
    @ValueSource(strings = {"3000", "30800000", "3003020101", "308030000201010000", "30820003020101", "300630800000 0500", "0500",
        "3080a080308002010030800605 2b01020304 a080 2480 0403414243 0401440000 0000 0000 0000 0000 0000"})
    void whatEndsWhereItSaysIsWhole(String hex) throws IOException {
        byte[] octets = octets(hex);
        BerGuard guard = guard(octets, SMALL);
        assertArrayEquals(octets, guard.readAllBytes(), "it changes nothing");
        assertTrue(guard.isWhole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3080", "30030201", "30803000", "30820003", "308002", "30800200"})
    void whatIsCutIsNotWhole(String hex) throws IOException {
        BerGuard guard = guard(octets(hex), SMALL);
        guard.readAllBytes();
        assertFalse(guard.isWhole(), hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300000", "308000000500", "3002020100", "0280", "3f0100", "30800001", "30030402ffff"})
    void whatIsNoBerIsRefused(String hex) {
        assertThrows(BerGuard.Unreadable.class, () -> guard(octets(hex), SMALL).readAllBytes(), hex);
    }

    @Test
    void nestingEnds() throws IOException {
        byte[] deep = octets("3080".repeat(16) + "0000".repeat(16));
        assertTrue(whole(deep, SMALL));
        assertThrows(BerGuard.LimitPassed.class, () -> whole(octets("3080".repeat(17) + "0000".repeat(17)), SMALL));
        assertThrows(BerGuard.LimitPassed.class, () -> whole(octets("2480".repeat(100_000)), SMALL));
    }

    @Test
    void contentMayBeLongAndNothingElse() throws IOException {
        String begin = "3080a080308002010030800605" + "2b01020304";
        String end = "0000".repeat(4);
        assertTrue(whole(octets(begin + "8082" + "0320" + "41".repeat(800) + end), SMALL));
        assertThrows(BerGuard.LimitPassed.class, () -> whole(octets(begin + "0482" + "0320" + "41".repeat(800) + end), SMALL));
        assertThrows(BerGuard.LimitPassed.class, () -> whole(octets("308204b0" + "0482" + "04ac" + "41".repeat(1_196)), SMALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"308800ffffffffffffff", "3084ffffffff", "0484ffffffff", "30ff"})
    void lengthThatNobodyMeansIsRefused(String hex) {
        assertThrows(BerGuard.LimitPassed.class, () -> guard(octets(hex), SMALL).readAllBytes(), hex);
    }

    private static boolean whole(byte[] octets, Limits limits) throws IOException {
        BerGuard guard = guard(octets, limits);
        guard.readAllBytes();
        return guard.isWhole();
    }

    private static BerGuard guard(byte[] octets, Limits limits) {
        return new BerGuard(new ByteArrayInputStream(octets), limits);
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
