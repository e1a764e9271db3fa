package org.sealpost.delivery;

import org.sealpost.delivery.Delivery.State;

/** What must be done with a delivery that was claimed. */
enum Errand {
    /** Held until its time was over, whatever it was held for: back to the sender. */
    END_HOLDING,
    /** It was in hand at each crash: an administrator must look at it. */
    QUARANTINE,
    /** A decision lets nothing leave. */
    STOP,
    INSIDE,
    ROAD;

    static Errand of(Delivery delivery) {
        if (delivery.state() == State.HELD) {
            return END_HOLDING;
        }
        if (delivery.lease().isPoisonous()) {
            return QUARANTINE;
        }
        if (delivery.decision().isStopped()) {
            return STOP;
        }
        return delivery.isInside() ? INSIDE : ROAD;
    }
}
