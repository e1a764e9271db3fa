package org.sealpost.audit;

import java.util.Map;

/**
 * One thing that happened.
 *
 * @param actor who did it: a user's address, {@code pickup:<reference>}, or {@code system}
 * @param action noun and verb, for example {@code message.accepted}
 * @param subject what it was done to: a message's, delivery's or user's outside id, or a domain
 * @param details facts, never content: no subject line, body, file name, question, code or key
 */
public record AuditEvent(long accountId, String actor, String action, String subject, Map<String, String> details) {

    public AuditEvent {
        details = Map.copyOf(details);
    }
}
