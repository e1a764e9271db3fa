package org.sealpost.assurance;

/** How a reader at the pickup page proves to be the recipient. */
public enum IdentityCheck {
    /** Six digits by mail: proves something only if their road is at least ENCRYPTED. */
    CODE,
    /** A question that the sender wrote, and its answer. */
    QUESTION,
    /** A passphrase agreed upon by another way. */
    PASSPHRASE
}
