package org.sealpost.escrow;

import java.time.Instant;
import java.util.UUID;
import org.sealpost.mail.Address;

/**
 * The message behind a door that was passed.
 *
 * @param contentId where the vault keeps it
 * @param readAt when it was first read
 */
public record OpenPickup(long accountId, long pickupId, Reference reference, UUID messageId, long contentId, Address author,
        String authorName, Address recipient, Instant expiresAt, Instant readAt) {
}
