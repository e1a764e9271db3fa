package org.sealpost.protection;

import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;

/**
 * What travels. It is kept and re-sent as it is until the delivery is final.
 *
 * @param readable whether whoever reads the octets reads the content: then only a connection of the decision's content
 *                 level may carry it, otherwise the road level is enough
 */
public record ProtectedMessage(RawMessage message, ReversePath reversePath, boolean readable) {
}
