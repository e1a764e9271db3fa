package org.sealpost.reception;

import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;

/**
 * A message that has reached one of our own mailboxes.
 *
 * @param accountId whose vault holds the content
 * @param author who really wrote it, whatever its header says
 * @param reversePath of its envelope
 * @param secure whether it was secure on its way, so that forwards of it must be too
 */
public record Arrival(long accountId, long contentId, Correspondent author, ReversePath reversePath, Address recipient,
        Received received, boolean secure, UUID thread) {
}
