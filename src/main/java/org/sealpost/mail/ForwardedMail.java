package org.sealpost.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Mail that a rule sends on. Nobody outside is told if it can't be: the rule's owner is.
 *
 * @param accountId whose rule it is, and whose vault holds the content
 * @param original the message of ours that it is a copy of: undoing that takes this back too
 * @param reversePath one of ours, or the null path
 * @param author who wrote it
 * @param contentId as it will travel, still pending or kept already
 * @param secure whether it was secure so far
 * @param releasedAt until then the original may be taken back; empty for what arrived
 */
public record ForwardedMail(long accountId, long ruleId, UUID rule, Optional<UUID> original, ReversePath reversePath, Address author,
        String authorName, Address to, long contentId, boolean secure, UUID thread, Optional<Instant> releasedAt) {
}
