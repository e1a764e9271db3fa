package org.sealpost.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;

/**
 * What happens to one recipient's copy.
 *
 * @param protections tried in this order; empty for INSIDE, ORDINARY and REPORT, and where nothing may be sent at all
 * @param end what happens when they are used up, or when the connection falls short of {@code roadLevel}: then no
 *            further protection helps, and it is HOLD whatever stands here
 * @param contentLevel the least level of a connection that may carry readable content; INSIDE: what forwards must keep
 * @param roadLevel the least level of a connection that may carry anything at all there, notices too
 * @param minimumVersion the oldest version of TLS that counts as TLS
 * @param requireTls TLS carries it only to hosts that promise to keep it on TLS (REQUIRETLS, RFC 8689)
 * @param patience how long the first protection may be INSECURE before the next is used; zero is at once
 * @param alarm an administrator is told
 * @param pickupOffered the sender is offered pickup by reference or conversion to the pickup page
 * @param reasons the rule that won first, then what else mattered
 */
public record Decision(Handling handling, List<Protection> protections, End end, TlsLevel contentLevel,
        TlsLevel roadLevel, TlsVersion minimumVersion, boolean requireTls, Duration patience, boolean alarm, boolean pickupOffered,
        List<Reason> reasons) {

    static final String ATTESTED = "ordinary.attested";
    private static final Set<String> OPT_OUTS = Set.of(ATTESTED, "ordinary.optedout");

    public enum Handling {
        /** Into a mailbox of ours, no wire. */
        INSIDE,
        /** Must not be readable on the way. */
        SECURE,
        /** Strict opportunistic TLS. */
        ORDINARY,
        /** A report on TLS failures: sent despite them, in clear if need be (RFC 8460 §3). */
        REPORT
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

    /** The same, only to hosts that promise to keep it on TLS. */
    Decision allTheWay() {
        return new Decision(handling, protections, end, contentLevel, roadLevel, minimumVersion, true, patience, alarm, pickupOffered,
                reasons);
    }

    /** Nothing may be sent, whatever the wire offers. */
    public boolean isStopped() {
        return handling == Handling.SECURE && protections.isEmpty();
    }

    /** What is tried first; empty if nothing protects it. */
    public Optional<Protection> first() {
        return protections.stream().findFirst();
    }

    /** What the sender must be told even if nothing fails: an opt-out that doesn't count. */
    public Optional<Reason> refusal() {
        return reasons.stream().filter(reason -> reason.code().startsWith("optout.refused.")).findFirst();
    }

    /** The reason by which the sender's opting out counts. */
    public Optional<Reason> optOut() {
        return reasons.stream().filter(reason -> OPT_OUTS.contains(reason.code())).findFirst();
    }

    /** Whether the sender confirmed that it needs no protection. */
    public boolean isAttested() {
        return optOut().filter(reason -> reason.code().equals(ATTESTED)).isPresent();
    }
}
