package org.sealpost.transport;

import java.time.Instant;
import java.util.List;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;

/**
 * What a look at a domain's MX hosts showed, without sending mail.
 *
 * @param level the best level that a host offers now; meaningful only if REACHED
 * @param tlsOffered whether any host offered STARTTLS
 * @param floor what the domain itself demands of each host by DANE or MTA-STS
 * @param published by which records; UNKNOWN where the DNS failed
 */
public record Survey(Domain domain, Instant at, Kind kind, TlsLevel level, boolean tlsOffered, Reason reason,
        RoadFloor floor, Published published, List<Evidence> hosts) {

    public enum Kind {
        /** At least one host answered. */
        REACHED,
        /** The DNS or the hosts didn't answer now: says nothing about them. */
        UNREACHABLE,
        /** The domain takes no mail: no such name, or null MX (RFC 7505). */
        NO_MAIL
    }

    /** No host was found. */
    static Survey without(Domain domain, Instant at, Kind kind, Reason why) {
        return new Survey(domain, at, kind, TlsLevel.NONE, false, why, RoadFloor.NONE, Published.NOTHING, List.of());
    }

    public Survey {
        hosts = List.copyOf(hosts);
    }
}
