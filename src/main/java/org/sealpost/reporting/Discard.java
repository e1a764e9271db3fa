package org.sealpost.reporting;

/** Why mail to the mailbox for reports isn't counted as one. Whoever sent it isn't told. */
public enum Discard {
    /** No valid signature of its author's domain, or another submitter than that (RFC 8460 §3: it must be ignored). */
    UNPROVEN,
    /** Holds no report, or one that can't be read within the limits. */
    UNREADABLE,
    /** Says nothing about a domain of the account. */
    FOREIGN,
    /** The submitter sent one with the same id before (RFC 8460 §5.3). */
    REPEATED,
    /** As many as are taken in a day have come, from all or from this submitter. */
    TOO_MANY
}
