package org.sealpost.smtp;

import java.util.List;
import java.util.Optional;

/**
 * How the peer answered an envelope.
 *
 * @param recipients one for each recipient in order; empty if MAIL wasn't accepted
 * @param data the reply to DATA; empty if it wasn't asked
 */
public record Offer(Reply mail, List<Reply> recipients, Optional<Reply> data) {

    public Offer {
        recipients = List.copyOf(recipients);
    }

    /** Whether the peer waits for the message, on behalf of at least one recipient. */
    public boolean awaitsMessage() {
        return awaitsDot() && mail.isPositive() && recipients.stream().anyMatch(Reply::isPositive);
    }

    /** Whether the peer waits for data, wanted or not. */
    public boolean awaitsDot() {
        return data.filter(Reply::isIntermediate).isPresent();
    }
}
