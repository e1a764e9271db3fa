package org.sealpost.policy;

import java.util.List;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/**
 * What happens to one recipient's copy.
 *
 * @param protections tried in this order; empty for ORDINARY and INSIDE, and where nothing may be sent at all
 * @param end what happens when they are used up
 * @param contentLevel the least level of a connection that may carry readable content
 * @param roadLevel the least level of a connection that may carry anything at all there, notices too
 * @param alarm an administrator is told
 * @param pickupOffered the sender is offered pickup by reference or conversion to the pickup page
 * @param reasons the rule that won first, then what else mattered
 */
public record Decision(Handling handling, List<Protection> protections, End end, TlsLevel contentLevel,
        TlsLevel roadLevel, boolean alarm, boolean pickupOffered, List<Reason> reasons) {

    public enum Handling {
        /** Into a mailbox of ours, no wire. */
        INSIDE,
        /** Must not be readable on the way. */
        SECURE,
        /** Strict opportunistic TLS. */
        ORDINARY
    }

    public enum End {
        /** Back to the sender, with the reason and what to do. */
        RETURN,
        /** Recorded and counted, nobody is told. */
        DROP,
        /** Tried again until it is too old, then back to the sender. */
        HOLD
    }

    public Decision {
        protections = List.copyOf(protections);
        reasons = List.copyOf(reasons);
    }

    /** Nothing may be sent, whatever the wire offers. */
    public boolean isStopped() {
        return handling == Handling.SECURE && protections.isEmpty();
    }
}
