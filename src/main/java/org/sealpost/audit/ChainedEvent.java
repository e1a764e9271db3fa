package org.sealpost.audit;

import java.time.Instant;

/**
 * An event in its account's chain.
 *
 * @param position 1 for the account's first
 * @param at to the microsecond
 * @param hash over this event and the hash before it, see {@link Chain}
 */
public record ChainedEvent(long position, Instant at, AuditEvent event, byte[] hash) {
}
