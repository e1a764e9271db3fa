package org.sealpost.mailbox;

/** How a message came into the mailbox: the page says it in one honest line. */
public enum Received {
    /** Written here: the sender's own copy. */
    WRITTEN,
    /** From a colleague, never on a wire. */
    INSIDE,
    /** Written on the pickup page by somebody who had proven to be the recipient. */
    SECURE_REPLY,
    /** From Sealpost itself: a return, an alarm. */
    SYSTEM,
    /** By SMTP over TLS. */
    TLS,
    /** By SMTP in clear. */
    CLEAR
}
