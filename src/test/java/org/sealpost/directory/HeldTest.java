package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldTest {

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private String stored = "old";
    private final Held<String, String> held = new Held<>(() -> now);

    @Test
    void holdsForASecondAndNoLonger() {
        assertEquals("old", read());
        stored = "new";
        now = now.plusMillis(999);
        assertEquals("old", read());
        now = now.plusMillis(1);
        assertEquals("new", read());
    }

    @Test
    void changeCountsAtOnce() {
        read();
        stored = "new";
        held.forget();
        assertEquals("new", read());
    }

    @Test
    void whatWasReadWhileItChangedIsNotKept() {
        assertEquals("old", held.of("key", key -> {
            String before = stored;
            stored = "new";
            held.forget();
            return before;
        }));
        assertEquals("new", read());
    }

    @Test
    void clockThatIsSetBackHoldsNothing() {
        read();
        stored = "new";
        now = now.minusSeconds(60);
        assertEquals("new", read());
    }

    @Test
    void whoCantReadGetsNoOlderWord() {
        read();
        now = now.plusSeconds(1);
        assertThrows(IllegalStateException.class, () -> held.of("key", key -> {
            throw new IllegalStateException("no database");
        }));
    }

    private String read() {
        return held.of("key", key -> stored);
    }
}
