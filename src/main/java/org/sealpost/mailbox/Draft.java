package org.sealpost.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message that is being written.
 *
 * @param text whatever the page that writes it wants to find again
 */
public record Draft(UUID uuid, String text, List<Attachment> attachments, Instant savedAt) {

    public Draft {
        attachments = List.copyOf(attachments);
    }
}
