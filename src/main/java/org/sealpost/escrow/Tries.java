package org.sealpost.escrow;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sealpost.directory.InstantColumn;

/** Wrong tries by one route: five lock it for a day, and the third lock stays until the sender changes something. */
@Embeddable
class Tries {

    static final int ALLOWED = 5;
    static final int LOCKS = 3;
    static final Duration REST = Duration.ofHours(24);

    private int wrong;
    private int locks;
    @Convert(converter = InstantColumn.class)
    private Instant lockedUntil;

    boolean locked(Instant now) {
        return locks >= LOCKS || lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** When the next try is possible; empty if only the sender can open the lock. */
    Optional<Instant> retryAt() {
        return locks >= LOCKS ? Optional.empty() : Optional.ofNullable(lockedUntil);
    }

    int left() {
        return ALLOWED - wrong;
    }

    /** Counts a wrong try. @return whether it was the one that locks */
    boolean wrong(Instant now) {
        wrong++;
        if (wrong < ALLOWED) {
            return false;
        }
        wrong = 0;
        locks++;
        lockedUntil = now.plus(REST);
        return true;
    }

    void forgive() {
        wrong = 0;
        locks = 0;
        lockedUntil = null;
    }
}
