package org.sealpost.protection;

import java.util.UUID;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;

/**
 * A message as it was accepted, on its way to one recipient.
 *
 * @param deliveryId the row that it belongs to
 * @param messageId the message's outside id
 * @param contentId where the vault keeps the octets
 * @param authorName as shown to the recipient
 * @param why the reason that the recipient may be told, for example {@code tls.none}
 */
public record Original(long accountId, long deliveryId, UUID messageId, long contentId, RawMessage message,
        ReversePath reversePath, Address author, String authorName, Address recipient, PickupTerms terms, Reason why) {
}
