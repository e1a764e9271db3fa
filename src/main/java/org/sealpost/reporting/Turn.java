package org.sealpost.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * When yesterday's reports go: some minutes to four hours after midnight (UTC), another time each day, so that those who are reported
 * to don't get all reports at once (RFC 8460 §4.1).
 */
final class Turn {

    /** By then all results of the day before are kept. */
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(4);

    private final RandomGenerator random;
    private LocalDate drawnFor;
    private Duration delay;

    Turn(RandomGenerator random) {
        this.random = random;
    }

    synchronized boolean hasCome(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(drawnFor)) {
            drawnFor = today;
            delay = LEAST.plusSeconds(random.nextLong(MOST.minus(LEAST).toSeconds()));
        }
        return !now.isBefore(today.atStartOfDay().toInstant(ZoneOffset.UTC).plus(delay));
    }
}
