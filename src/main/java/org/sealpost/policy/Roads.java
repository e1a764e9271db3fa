package org.sealpost.policy;

import java.util.Locale;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/** The words for what a road was seen to be. */
final class Roads {

    private Roads() { }

    /** What the road is, measured against what is needed. */
    static Reason reason(RecipientFacts recipient, TlsLevel needed) {
        return recipient.seen().map(seen -> reason(seen, needed)).orElse(recipient.road().reason());
    }

    /** STARTTLS is offered, and no handshake succeeds: never a reason to send in clear. */
    static boolean handshakeFails(Road.Seen seen) {
        return seen.tlsOffered() && seen.level() == TlsLevel.NONE;
    }

    static Reason floorUnmet(RecipientFacts recipient) {
        return Reason.of(recipient.floor().why().code() + ".unmet", recipient.address().domain().unicode());
    }

    private static Reason reason(Road.Seen seen, TlsLevel needed) {
        if (handshakeFails(seen)) {
            return Reason.of("road.handshake");
        }
        if (seen.level() == TlsLevel.NONE) {
            return Reason.of("road.clear");
        }
        String measure = seen.level().reaches(needed) ? "road.good." : "road.weak.";
        return Reason.of(measure + seen.level().name().toLowerCase(Locale.ROOT));
    }
}
