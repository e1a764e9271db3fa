package org.sealpost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a message that couldn't be delivered is tried again (RFC 5321 §4.5.4.1): the pause doubles up to a longest one,
 * with a little jitter so that many messages for one host don't come all at once.
 *
 * @param first the first pause
 * @param longest no pause is longer
 * @param warning after this the sender is told once that it takes longer
 * @param lifetime after this the message goes back
 */
public record RetrySchedule(Duration first, Duration longest, Duration warning, Duration lifetime) {

    public static final RetrySchedule MAIL =
            new RetrySchedule(Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofHours(4), Duration.ofDays(5));

    /** A code is of no use later. */
    public static final RetrySchedule CODE =
            new RetrySchedule(Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofMinutes(15));

    private static final int MAX_DOUBLINGS = 30;
    private static final double JITTER = 0.1;

    /** The same with pauses {@code factor} times as short: for the demo, where nobody waits five minutes. */
    public RetrySchedule quicker(int factor) {
        return new RetrySchedule(first.dividedBy(factor), longest.dividedBy(factor), warning, lifetime);
    }

    /** @param attempts how many were made, at least one */
    public Instant next(Instant now, int attempts, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long pause = Math.min(doubled, longest.toMillis());
        return now.plusMillis((long) (pause * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    public boolean isOver(Instant released, Instant now) {
        return !now.isBefore(released.plus(lifetime));
    }

    public boolean isLate(Instant released, Instant now) {
        return !now.isBefore(released.plus(warning));
    }
}
