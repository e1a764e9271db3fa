package org.sealpost.submission;

import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Envelope;

/**
 * A message at the front door.
 *
 * @param contentId where the vault holds its octets, under the sender's account and still pending
 * @param thread the conversation that it belongs to, if it answers something
 */
public record Entry(Sender sender, Envelope envelope, long contentId, Wishes wishes, Optional<UUID> thread) {
}
