package org.sealpost.mailbox;

import java.util.Optional;
import java.util.UUID;

/**
 * A message to be put into a mailbox.
 *
 * @param contentId where the vault keeps the octets
 * @param arrivedContentId where it keeps the message as it came, if that is something else: then the content is nobody else's
 * @param thread the conversation
 * @param sent the outside id of the message that this is the sender's copy of; empty if it was received
 * @param messageId with angle brackets, by which answers find the conversation; empty if it has none
 */
public record NewMessage(long contentId, Headline headline, UUID thread, Received received, Optional<UUID> sent,
        Optional<String> messageId, Optional<Long> arrivedContentId) {

    /** One that no answer will find. */
    public NewMessage(long contentId, Headline headline, UUID thread, Received received, Optional<UUID> sent) {
        this(contentId, headline, thread, received, sent, Optional.empty());
    }

    /** One that was stored as it came. */
    public NewMessage(long contentId, Headline headline, UUID thread, Received received, Optional<UUID> sent, Optional<String> messageId) {
        this(contentId, headline, thread, received, sent, messageId, Optional.empty());
    }
}
