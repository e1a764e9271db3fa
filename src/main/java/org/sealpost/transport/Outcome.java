package org.sealpost.transport;

import java.util.List;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.EnhancedStatus;

/**
 * How it ended for one recipient.
 *
 * @param uncertain the connection was lost between the final dot and its reply: it may have arrived, so it is tried
 *                  again the same way and never by another protection (RFC 1047)
 * @param belowFloor INSECURE, and no host reached what anything sent there needs: another protection would not help
 * @param evidence every host tried, in order; the last one decided
 */
public record Outcome(Kind kind, EnhancedStatus status, Reason reason, boolean uncertain, boolean belowFloor,
        List<Evidence> evidence) {

    public enum Kind {
        /** The peer took responsibility. */
        DELIVERED,
        /** Later, the same way: 4xx, no connection, DNS failure, anything unknown. */
        DEFERRED,
        /** Never: 5xx, no such domain, null MX. */
        REFUSED,
        /** Every MX host that answered fell short of the demand; nothing of the message was sent. */
        INSECURE
    }

    public Outcome {
        evidence = List.copyOf(evidence);
    }

    public static Outcome of(Kind kind, EnhancedStatus status, Reason reason, List<Evidence> evidence) {
        return new Outcome(kind, status, reason, false, false, evidence);
    }
}
