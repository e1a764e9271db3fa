package org.sealpost.delivery;

import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.policy.Decision;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.TlsDemand;

/** What the wire must hold for a copy, and what it was seen to hold. Floors are those of the moment and come on top. */
final class Road {

    private Road() {
    }

    /**
     * @param readable whether the copy can be read on the way
     * @param besideCode whether a mailed code opens what the copy leads to
     */
    static TlsDemand demand(Decision decision, boolean readable, boolean besideCode) {
        TlsLevel least = readable ? decision.contentLevel() : TlsLevel.NONE;
        return new TlsDemand(besideCode ? least.strictest(TlsLevel.ENCRYPTED) : least, RoadFloor.NONE, decision.minimumVersion(),
                decision.requireTls() && readable, decision.handling() == Decision.Handling.REPORT, false);
    }

    static boolean isClear(Outcome outcome) {
        return !best(outcome).reaches(TlsLevel.ENCRYPTED);
    }

    /** What the strongest host offered. */
    static TlsLevel best(Outcome outcome) {
        return outcome.evidence().stream().map(Evidence::level).reduce(TlsLevel.NONE, TlsLevel::strictest);
    }
}
