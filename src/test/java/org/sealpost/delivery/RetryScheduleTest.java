package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    /** Always the middle: no jitter. */
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "4,40", "5,80", "6,160", "7,240", "8,240", "1000,240"})
    void pausesDoubleUpToFourHours(int attempts, long minutes) {
        assertEquals(NOW.plus(Duration.ofMinutes(minutes)), RetrySchedule.MAIL.next(NOW, attempts, MIDDLE));
    }

    @Test
    void jitterIsATenthEachWay() {
        RandomGenerator lowest = () -> 0L;
        RandomGenerator highest = () -> -1L;
        assertEquals(NOW.plusSeconds(270), RetrySchedule.MAIL.next(NOW, 1, lowest));
        assertTrue(!RetrySchedule.MAIL.next(NOW, 1, highest).isAfter(NOW.plusSeconds(330)));
    }

    @Test
    void demoIsQuickerButLivesAsLong() {
        assertEquals(NOW.plusSeconds(5), RetrySchedule.MAIL.quicker(60).next(NOW, 1, MIDDLE));
        assertFalse(RetrySchedule.MAIL.quicker(60).isOver(NOW, NOW.plus(Duration.ofDays(4))));
    }

    @Test
    void mailLivesFiveDays() {
        assertFalse(RetrySchedule.MAIL.isOver(NOW, NOW.plus(Duration.ofDays(5)).minusMillis(1)));
        assertTrue(RetrySchedule.MAIL.isOver(NOW, NOW.plus(Duration.ofDays(5))));
    }
}
