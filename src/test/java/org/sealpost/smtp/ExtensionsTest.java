package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExtensionsTest {

    @Test
    void keywordsHaveNoCaseAndTheGreetingIsNone() {
        Extensions offered = Extensions.in(new Reply(250, List.of("STARTTLS greets you", "pipelining", "Size 100")));
        assertTrue(offered.offer("PIPELINING"));
        assertFalse(offered.offer("STARTTLS"));
        assertEquals(OptionalLong.of(100), offered.size());
    }

    @Test
    void sizeThatSaysNothingIsNoLimit() {
        for (String size : List.of("SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE 99999999999999999999")) {
            assertEquals(OptionalLong.empty(), Extensions.in(new Reply(250, List.of("mx", size))).size(), size);
        }
    }
}
