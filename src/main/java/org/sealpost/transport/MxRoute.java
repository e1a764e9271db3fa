package org.sealpost.transport;

import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.EnhancedStatus;

/**
 * Where a domain's mail goes.
 *
 * @param authentic whether the DNS proves it
 * @param validated whether somebody tried to prove it: else that it isn't authentic means nothing
 * @param hosts in the order to be tried; empty unless the kind is HOSTS
 */
record MxRoute(Kind kind, List<String> hosts, boolean authentic, boolean validated, EnhancedStatus status, Reason reason) {

    enum Kind {
        HOSTS,
        /** Reliably nowhere. */
        NOWHERE,
        /** The DNS doesn't tell now. */
        UNKNOWN
    }

    static MxRoute through(List<String> hosts, boolean authentic, boolean validated) {
        return new MxRoute(Kind.HOSTS, hosts, authentic, validated, EnhancedStatus.DELIVERED, Reason.of("mx.found"));
    }

    static MxRoute nowhere(EnhancedStatus status, String reason, String... values) {
        return new MxRoute(Kind.NOWHERE, List.of(), false, false, status, Reason.of(reason, values));
    }

    static MxRoute unknown(String domain) {
        return new MxRoute(Kind.UNKNOWN, List.of(), false, false, EnhancedStatus.ROUTING_UNKNOWN, Reason.of("mx.failed", domain));
    }
}
