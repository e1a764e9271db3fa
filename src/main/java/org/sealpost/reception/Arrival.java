package org.sealpost.reception;

import java.util.UUID;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;

/**
 * A message that has reached one of our own mailboxes.
 *
 * @param accountId whose vault holds the content
 * @param author who really wrote it, whatever its header says
 */
public record Arrival(long accountId, long contentId, Correspondent author, Address recipient, Received received, UUID thread) {
}
