package org.sealpost.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TurnTest {

    /** Draws the largest number there is, or none at all. */
    private static RandomGenerator drawing(boolean most) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextLong(long bound) {
                return most ? bound - 1 : 0;
            }
        };
    }

    @Test
    void itComesFiveMinutesToFourHoursAfterMidnightOfUtc() {
        assertFalse(new Turn(drawing(false)).hasCome(Instant.parse("2026-11-28T00:04:59Z")));
        assertTrue(new Turn(drawing(false)).hasCome(Instant.parse("2026-11-28T00:05:00Z")));
        assertFalse(new Turn(drawing(true)).hasCome(Instant.parse("2026-11-28T03:59:58Z")));
        assertTrue(new Turn(drawing(true)).hasCome(Instant.parse("2026-11-28T03:59:59Z")));
        assertTrue(new Turn(drawing(true)).hasCome(Instant.parse("2026-11-28T23:59:59Z")), "a process that starts late reports late");
    }

    @Test
    void oneDayHasOneTurnAndTheNextAnother() {
        Turn turn = new Turn(new Random(7));
        long first = minute(turn, Instant.parse("2026-11-28T00:00:00Z"));
        long second = minute(turn, Instant.parse("2026-11-29T00:00:00Z"));
        assertTrue(first != second);
        assertEquals(second, minute(turn, Instant.parse("2026-11-29T00:00:00Z")), "asking again draws nothing anew");
    }

    private static long minute(Turn turn, Instant midnight) {
        long minute = 0;
        while (!turn.hasCome(midnight.plusSeconds(60 * minute))) {
            minute++;
        }
        return minute;
    }
}
