package org.sealpost.protection;

import org.sealpost.assurance.Reason;
import org.sealpost.mail.ReversePath;

/**
 * How a copy was made that travels from now on. It is kept and re-sent as it is until the delivery is final; one for a key
 * is made anew for the next attempt, unless it may have arrived.
 *
 * @param readable whether whoever reads the octets reads the content: then only a connection of the decision's content
 *                 level may carry it, otherwise the road level is enough
 * @param how {@code protected.*}, what was done with which key, as evidence
 */
public record ProtectedMessage(ReversePath reversePath, boolean readable, Reason how) {
}
