package org.sealpost.web.pickup;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.escrow.Closed;

/**
 * Why there is nothing to see, for the page that says so.
 *
 * @param kind its texts are found under {@code closed.<kind>}
 * @param at what {0} in them is
 * @param number what to quote if something failed
 */
record Obstacle(String kind, Optional<Instant> at, Optional<String> number) {

    static Obstacle of(String kind) {
        return new Obstacle(kind, Optional.empty(), Optional.empty());
    }

    static Obstacle until(String kind, Instant at) {
        return new Obstacle(kind, Optional.of(at), Optional.empty());
    }

    static Obstacle of(Closed closed) {
        String kind = closed.cause().name().toLowerCase(Locale.ROOT);
        boolean forGood = closed.cause() == Closed.Cause.LOCKED && closed.at().isEmpty();
        return new Obstacle(forGood ? "lockedforgood" : kind, closed.at(), Optional.empty());
    }

    static Obstacle failed(boolean databaseGone, String number) {
        return new Obstacle(databaseGone ? "database" : "failed", Optional.empty(), Optional.of(number));
    }
}
