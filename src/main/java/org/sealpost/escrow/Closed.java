package org.sealpost.escrow;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a door doesn't open.
 *
 * @param at since when; for LOCKED until when, empty if only the sender can open it
 */
public record Closed(Cause cause, Optional<Instant> at) {

    public enum Cause { EXPIRED, WITHDRAWN, REPLACED, LOCKED }

    static Closed since(Cause cause, Instant at) {
        return new Closed(cause, Optional.of(at));
    }

    static Closed locked(Tries tries) {
        return new Closed(Cause.LOCKED, tries.retryAt());
    }
}
