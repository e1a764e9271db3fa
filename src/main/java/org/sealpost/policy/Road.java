package org.sealpost.policy;

import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/** What is known now of the connections to a domain. */
public sealed interface Road {

    /** By what it was seen, or why it wasn't. */
    Reason reason();

    /**
     * Seen less than a day ago.
     *
     * @param level the best that a host offers, with a version of TLS that the settings allow
     * @param tlsOffered whether any host offered STARTTLS
     */
    record Seen(TlsLevel level, boolean tlsOffered, Reason reason) implements Road { }

    /** Never looked at, too long ago, or nobody answered: counts as able, delivery judges the truth. */
    record Unseen(Reason reason) implements Road { }

    Unseen UNKNOWN = new Unseen(Reason.of("road.unknown"));
}
