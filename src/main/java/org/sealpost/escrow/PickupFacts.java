package org.sealpost.escrow;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;

/** What the sender sees of one pickup; each fact stands for itself, opened isn't read. */
public record PickupFacts(Reference reference, IdentityCheck check, Instant expiresAt, Optional<Instant> openedAt,
        Optional<Instant> readAt, Optional<Instant> downloadedAt, Optional<Instant> repliedAt, boolean locked,
        boolean codeFailed, Optional<Closed> ended) {
}
