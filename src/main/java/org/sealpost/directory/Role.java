package org.sealpost.directory;

/** What a user may do. */
public enum Role {
    /** All accounts, the system's settings, the TLS memory. */
    SYSTEM,
    /** The settings, domains and users of their own account. */
    ACCOUNT,
    /** Reads reports and the audit log of their own account, changes nothing. */
    AUDITOR,
    /** Reads and writes mail. */
    STAFF,
    /** Decides for a message of their own that it needs no protection, where the account lets senders opt out. */
    OPT_OUT
}
