package org.sealpost.transport;

import java.util.Set;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.dane.TlsaFinding;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicy.Mode;

/**
 * What a domain proves about one of its MX hosts: by TLSA records first, and only where DANE says nothing of certificates by
 * its MTA-STS policy (RFC 8461 §2).
 *
 * @param names who the host's certificate may speak for under a trust anchor of the domain's own (RFC 7672 §3.2.2)
 * @param listed whether the MTA-STS policy names the host
 */
record HostProof(TlsaFinding tlsa, StsFinding sts, Set<String> names, boolean listed) {

    private static final RoadFloor BY_DANE = floor(TlsLevel.AUTHENTICATED, "floor.dane");
    private static final RoadFloor BY_UNUSABLE = floor(TlsLevel.ENCRYPTED, "floor.dane.unusable");
    private static final RoadFloor BY_STS = floor(TlsLevel.AUTHENTICATED, "floor.sts");

    HostProof {
        names = Set.copyOf(names);
    }

    boolean isByDane() {
        return tlsa.kind() == TlsaFinding.Kind.USABLE;
    }

    /** Whether the MTA-STS policy binds this host; it never overrides what DANE proves or refuses. */
    boolean isEnforced() {
        return !isByDane() && sts.policy().filter(known -> known.policy().mode() == Mode.ENFORCE).isPresent();
    }

    /** Whether nothing may be sent to this host, whatever it presents: it isn't one of the domain's own (RFC 8461 §4.1). */
    boolean isForeign() {
        return isEnforced() && !listed;
    }

    /** The least level of anything sent to this host. */
    RoadFloor floor() {
        if (isByDane()) {
            return BY_DANE;
        }
        RoadFloor floor = isEnforced() ? BY_STS : RoadFloor.NONE;
        return tlsa.kind() == TlsaFinding.Kind.UNUSABLE ? floor.strictest(BY_UNUSABLE) : floor;
    }

    /** Which of them binds, for the evidence; none for a host of which nothing is proven. */
    Reason source(Reason otherwise) {
        if (isByDane()) {
            return Reason.of("policy.dane");
        }
        if (sts.policy().isPresent()) {
            return Reason.of(isEnforced() ? "policy.sts.enforce" : "policy.sts.testing");
        }
        return tlsa.kind() == TlsaFinding.Kind.UNUSABLE ? Reason.of("policy.dane.unusable") : otherwise;
    }

    private static RoadFloor floor(TlsLevel level, String why) {
        return new RoadFloor(level, Reason.of(why));
    }
}
