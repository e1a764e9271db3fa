package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** Who may work on a delivery now. {@link DeliveryQueue} grants it in SQL; a process that dies leaves it to run out. */
@Embeddable
class Lease {

    private static final int MAX_CRASHES = 3;

    @Column(name = "lease")
    private long number;

    @Column(name = "leased_until")
    private Instant until;

    private int crashes;

    long number() {
        return number;
    }

    boolean isHeld() {
        return until != null;
    }

    boolean isHeldAs(long claimed) {
        return until != null && number == claimed;
    }

    /** The process died each time that it had this one in its hands. */
    boolean isPoisonous() {
        return crashes >= MAX_CRASHES;
    }

    /** Also a shutdown that waited in vain: whoever held it came to no result. */
    boolean hasCrashed() {
        return crashes != 0;
    }

    void release() {
        until = null;
    }

    /** The work came to a result. */
    void end() {
        release();
        crashes = 0;
    }
}
