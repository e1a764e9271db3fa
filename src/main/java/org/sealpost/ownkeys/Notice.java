package org.sealpost.ownkeys;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** When the owner of a key is told that it ends. */
final class Notice {

    /** How long before its end a key's owner is told first. */
    static final Duration FIRST = Duration.ofDays(30);
    private static final int[] DAYS = {1, 7, 30};

    private Notice() { }

    /**
     * How many days before its end a notice is due now.
     *
     * @param warned before how many days the last one was; 0 if there was none
     */
    static OptionalInt due(Instant ends, int warned, Instant now) {
        if (!now.isBefore(ends)) {
            return OptionalInt.empty();
        }
        return IntStream.of(DAYS).filter(days -> !now.plus(Duration.ofDays(days)).isBefore(ends)).limit(1)
                .filter(days -> warned == 0 || days < warned).findFirst();
    }
}
