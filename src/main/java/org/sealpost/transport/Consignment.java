package org.sealpost.transport;

import java.util.List;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;

/**
 * One SMTP transaction to be made: one message for recipients of one domain.
 *
 * @param headersOnlyOnReturn a DSN made elsewhere may hold no content (RET=HDRS, RFC 3461)
 * @param permit asked before anything of it leaves, and again before the final dot
 * @param queueId what the log and the peer's DSN call it (ENVID)
 */
public record Consignment(Domain domain, ReversePath reversePath, List<Address> recipients, RawMessage message,
        TlsDemand demand, boolean headersOnlyOnReturn, String queueId, Permit permit) {

    public Consignment {
        recipients = List.copyOf(recipients);
    }
}
