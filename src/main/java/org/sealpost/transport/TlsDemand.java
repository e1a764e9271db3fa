package org.sealpost.transport;

import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;

/**
 * What a consignment demands of the connection, known before connecting. Whatever the level, once STARTTLS is offered a
 * failed handshake never becomes cleartext.
 *
 * @param atLeast the level below which nothing of this copy is sent; never below the floor's
 * @param floor what anything sent there needs, by rules of ours; what the domain itself proves (DANE, MTA-STS) comes on top
 * @param minimumVersion the oldest TLS that counts
 * @param requireTls each host on the way must promise the same (REQUIRETLS, RFC 8689)
 * @param despiteFailures a report on TLS failures, which no policy keeps back (RFC 8460 §3)
 * @param daneRemembered the domain proved its hosts by DANE when that could be told last: while nobody can tell, mail waits
 */
public record TlsDemand(TlsLevel atLeast, RoadFloor floor, TlsVersion minimumVersion, boolean requireTls,
        boolean despiteFailures, boolean daneRemembered) {

    public TlsDemand {
        atLeast = atLeast.strictest(floor.level());
    }

    public static TlsDemand of(TlsLevel atLeast) {
        return new TlsDemand(atLeast, RoadFloor.NONE, TlsVersion.TLS_1_2, false, false, false);
    }

    public TlsDemand atLeast(TlsLevel level) {
        return new TlsDemand(atLeast.strictest(level), floor, minimumVersion, requireTls, despiteFailures, daneRemembered);
    }

    public TlsDemand above(RoadFloor other) {
        return new TlsDemand(atLeast, floor.strictest(other), minimumVersion, requireTls, despiteFailures, daneRemembered);
    }

    public TlsDemand with(TlsVersion minimum) {
        return new TlsDemand(atLeast, floor, minimum, requireTls, despiteFailures, daneRemembered);
    }

    /** Likewise, for a domain that once proved its hosts by DANE. */
    public TlsDemand rememberingDane(boolean remembered) {
        return new TlsDemand(atLeast, floor, minimumVersion, requireTls, despiteFailures, remembered);
    }
}
