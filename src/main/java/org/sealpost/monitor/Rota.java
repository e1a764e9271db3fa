package org.sealpost.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a domain's turn is: once a day, no two days at the same time, so that looks don't bunch up. */
final class Rota {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration JITTER = Duration.ofHours(1);

    private final RandomGenerator random;

    Rota(RandomGenerator random) {
        this.random = random;
    }

    /** Somewhere in the coming day. */
    Instant first(Instant now) {
        return now.plusSeconds(random.nextLong(DAY.toSeconds()));
    }

    /** A day later, up to an hour sooner. */
    Instant next(Instant now) {
        return now.plus(DAY).minusSeconds(random.nextLong(JITTER.toSeconds()));
    }
}
