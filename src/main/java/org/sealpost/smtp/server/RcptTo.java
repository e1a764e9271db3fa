package org.sealpost.smtp.server;

import java.util.Optional;
import java.util.Set;
import org.sealpost.mail.Address;

/**
 * RCPT (RFC 5321 §4.1.1.3) with what was asked for.
 *
 * @param notifications RFC 3461 §4.1; empty if it wasn't said
 * @param original ORCPT as it came, type and xtext (RFC 3461 §4.2)
 */
public record RcptTo(Address address, Set<Notify> notifications, Optional<String> original) {

    public enum Notify { NEVER, SUCCESS, FAILURE, DELAY }

    public RcptTo {
        notifications = Set.copyOf(notifications);
    }
}
