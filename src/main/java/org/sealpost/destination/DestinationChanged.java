package org.sealpost.destination;

import org.sealpost.mail.Domain;

/** What is known of a domain, or demanded for it, is about to change: it counts once the transaction is committed. */
record DestinationChanged(Domain domain) {
}
