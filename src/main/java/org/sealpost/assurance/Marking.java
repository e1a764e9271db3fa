package org.sealpost.assurance;

/** How the sender marked one message; whether that counts is for the account's sender mode to say. */
public enum Marking {
    AS_USUAL,
    SECURE,
    /** Opted out: unticked, or {@code +clear+} written by the sender. */
    ORDINARY,
    /** {@code +clear+} stood in the message being answered already: it never counts, and the sender is told. */
    ORDINARY_COPIED
}
