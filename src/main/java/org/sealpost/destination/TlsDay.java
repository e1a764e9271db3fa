package org.sealpost.destination;

import org.sealpost.mail.Domain;

/** How the connections to one domain went on one day of UTC. */
public record TlsDay(Domain domain, long successful, long failed) {
}
