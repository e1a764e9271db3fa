package org.sealpost.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
public final class FixedTime implements InstantSource {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private volatile Instant now;

    private FixedTime(Instant now) {
        this.now = now;
    }

    public static FixedTime atNoon() {
        return new FixedTime(NOON);
    }

    public static FixedTime at(String instant) {
        return new FixedTime(Instant.parse(instant));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
