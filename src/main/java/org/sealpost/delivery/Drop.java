package org.sealpost.delivery;

import java.time.Instant;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;

/** A copy that a rule dropped: nobody was told but the sender's own view of it. @param number for paging */
public record Drop(long number, Instant at, Address author, Address recipient, Reason reason) {
}
