package org.sealpost.assurance;

/** What one message demands beyond its settings; the strictest of several wishes wins. */
public enum Escalation {
    NONE,
    /** More than TLS: a valid key if there is one, else escrow. */
    STRONGER,
    /** Pickup page, whatever the recipient could receive. */
    ESCROW;

    public Escalation strictest(Escalation other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
