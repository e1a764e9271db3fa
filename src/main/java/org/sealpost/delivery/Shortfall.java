package org.sealpost.delivery;

import org.sealpost.policy.Decision.End;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.transport.Outcome;

/** What helps a copy when every MX host fell short of what it demands. */
enum Shortfall {
    /** A question: its notice could leave, were it not for the code that would travel beside it. */
    QUESTION,
    /**
     * Only a better road: the road itself is below its floor, the copy isn't readable, nothing else was decided (ordinary
     * mail) or wanted by its sender, or it may have arrived already (RFC 1047).
     */
    ROAD,
    /** The next protection, once patience is over; after the last one nothing. */
    PROTECTION;

    static Shortfall of(Delivery delivery, Outcome outcome) {
        boolean uncertain = delivery.attempts().isUncertain();
        if (!uncertain && delivery.isOpenedByCode() && Road.isClear(outcome) && !outcome.belowFloor()) {
            return QUESTION;
        }
        boolean undecided = delivery.decision().handling() != Handling.SECURE
                || delivery.decision().end() == End.HOLD && delivery.isLastProtection();
        return uncertain || delivery.attempts().isSteadfast() || outcome.belowFloor() || !delivery.copy().isReadable() || undecided ? ROAD : PROTECTION;
    }
}
