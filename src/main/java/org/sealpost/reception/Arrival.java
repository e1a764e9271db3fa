package org.sealpost.reception;

import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;

/**
 * A message that has reached one of our own addresses.
 *
 * @param accountId whose vault holds the content
 * @param author who really wrote it, whatever its header says; of mail from elsewhere, whom its header names
 * @param reversePath of its envelope
 * @param secure whether it was secure on its way, so that forwards of it must be too
 * @param thread if it is known; otherwise what it answers tells
 * @param wire what our own listener saw; empty if it came over no wire
 * @param provesKeyField whether the author's domain vouches for the field that brings a key, too
 */
public record Arrival(long accountId, long contentId, Correspondent author, ReversePath reversePath, Address recipient,
        Received received, boolean secure, Optional<UUID> thread, Optional<Headline.Wire> wire, boolean provesKeyField) {

    /** Whether certificates in it are looked at: of mail from elsewhere that nobody forged, as far as its author's domain says. */
    boolean bringsKeys() {
        return wire.filter(seen -> !seen.sender().equals("forged")).isPresent();
    }

    /** Whether the author's domain is proven (RFC 7489 DMARC). */
    boolean provesAuthor() {
        return wire.filter(seen -> seen.sender().equals("dkim") || seen.sender().equals("dmarc")).isPresent();
    }

    /** From inside. */
    public Arrival(long accountId, long contentId, Correspondent author, ReversePath reversePath, Address recipient, Received received,
            boolean secure, UUID thread) {
        this(accountId, contentId, author, reversePath, recipient, received, secure, Optional.of(thread), Optional.empty(), false);
    }
}
