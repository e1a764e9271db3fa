package org.sealpost.mail;

/**
 * Mail that Sealpost itself writes: codes, DSNs, alarms, reports. It holds no content of a secure message, is
 * handled as ordinary mail, goes first and can't be undone.
 *
 * @param accountId the account on whose behalf it is sent
 * @param about what it belongs to, so that the sender can be told how it ended: the number of a code for a CODE,
 *              of a delivery for a DSN, of a rule for a FORWARD, otherwise 0
 */
public record SystemMail(Kind kind, long accountId, ReversePath reversePath, Address to, RawMessage message, long about) {

    public enum Kind {
        CODE, DSN, ALARM, REPORT, INFORMATION,
        /** Not written here: a rule sends it on, as {@link ForwardedMail}. */
        FORWARD
    }

    public SystemMail {
        if (kind == Kind.FORWARD) {
            throw new IllegalArgumentException("forwards aren't system mail at the front door");
        }
    }
}
