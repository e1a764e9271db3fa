package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature of the RFC's sample is checked in Rfc9580Test. */
class InlinePgpTest {

    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nYes.  \n- -- \nVos\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
            + "-----END PGP SIGNATURE-----\n";
    private static final String MESSAGE = "-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n";

    @Test
    void whatIsSignedHasNoBlanksAtTheEndsOfItsLines() {
        InlinePgp found = InlinePgp.in(SIGNED).orElseThrow();
        assertEquals(InlinePgp.Kind.SIGNED, found.kind());
        assertEquals("Yes.\r\n--\r\nVos", new String(found.signed(), StandardCharsets.UTF_8));
        assertEquals("-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n-----END PGP SIGNATURE-----\r\n",
                new String(found.armored(), StandardCharsets.US_ASCII));
        assertTrue(found.whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pay 100 to Eve.\n%s", "%sPay 100 to Eve.", "\n \n%s\n>"})
    void wordsAroundItBelongToNobody(String around) {
        assertFalse(InlinePgp.in(around.formatted(SIGNED)).orElseThrow().whole());
        assertFalse(InlinePgp.in(around.formatted(MESSAGE)).orElseThrow().whole());
    }

    @Test
    void blankLinesAroundItSayNothing() {
        InlinePgp found = InlinePgp.in("\n  \n" + MESSAGE + "\r\n\n").orElseThrow();
        assertEquals(InlinePgp.Kind.MESSAGE, found.kind());
        assertTrue(found.whole());
        assertEquals(0, found.signed().length);
    }

    @Test
    void theFirstOneCounts() {
        assertEquals(InlinePgp.Kind.SIGNED, InlinePgp.in(SIGNED + MESSAGE).orElseThrow().kind());
        assertFalse(InlinePgp.in(SIGNED + SIGNED).orElseThrow().whole());
    }

    /** Places where words would look signed and aren't. */
    @ParameterizedTest
    @ValueSource(strings = {
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\nComment: Pay 100 to Eve.\n\nYes.\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\nPay 100 to Eve.\n\nYes.\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\n\n-----BEGIN PGP MESSAGE-----\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\n\nYes.\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n",
        "> -----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n",
        "-----BEGIN PGP MESSAGE-----\n\nAAAA\n",
        "no OpenPGP"})
    void whatIsIncompleteOrHidesWordsIsNone(String text) {
        assertEquals(Optional.empty(), InlinePgp.in(text));
    }
}
