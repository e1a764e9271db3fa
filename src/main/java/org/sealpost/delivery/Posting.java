package org.sealpost.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.policy.Decision;

/**
 * A message that was decided for each recipient and now goes into the queue.
 *
 * @param systemKind empty if somebody sends it
 * @param userId who wrote it, if it was one of our users
 * @param contentId in the vault, still pending: accepting keeps it
 * @param actor for the audit log
 */
public record Posting(UUID uuid, long accountId, Optional<SystemMail.Kind> systemKind, long about, Optional<Long> userId,
        ReversePath reversePath, Address author, String authorName, UUID thread, long contentId, Instant acceptedAt,
        Instant releasedAt, String actor, List<Copy> copies) {

    static final List<Integer> PRIORITIES = List.of(0, 1, 5);

    /** @param sealedTerms {@link Terms} of the pickup page, sealed */
    public record Copy(UUID uuid, Address recipient, boolean visible, Decision decision, IdentityCheck check,
            byte[] sealedTerms) { }

    public Posting {
        copies = List.copyOf(copies);
    }

    /** System mail goes first, codes before all: somebody is waiting. */
    int priority() {
        return systemKind.filter(kind -> kind != SystemMail.Kind.FORWARD).map(kind -> kind == SystemMail.Kind.CODE ? 0 : 1).orElse(5);
    }
}
