package org.sealpost.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A tap that finds nothing proves something only if it finds what is there. */
class WireTapTest {

    private static final String CANARY = "kittiwake-9402";

    @Test
    void plantedCanaryIsFoundInEveryForm() {
        found("before " + CANARY + " after");
        found("KITTIWAKE-9402");
        found("kitti=\r\nwake=2D9402");
        found("6b697474 6977616b652d39343032".replace(" ", ""));
        found("%6b%69%74%74%69%77%61%6b%65%2d%39%34%30%32");
        found(new String(CANARY.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    }

    @Test
    void plantedCanaryIsFoundInBase64AtAnyPlace() {
        for (int before = 0; before < 80; before++) {
            for (int after = 0; after < 4; after++) {
                byte[] text = ("x".repeat(before) + CANARY + "y".repeat(after)).getBytes(StandardCharsets.UTF_8);
                found(Base64.getMimeEncoder().encodeToString(text));
                found(Base64.getUrlEncoder().withoutPadding().encodeToString(text));
            }
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertFalse(WireTap.holds("kittiwake-8402 a2l0dGl3YWtlLTg0MDI=", CANARY));
    }

    private static void found(String octets) {
        assertTrue(WireTap.holds(octets, CANARY), octets);
    }
}
