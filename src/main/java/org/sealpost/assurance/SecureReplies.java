package org.sealpost.assurance;

/** Whether whoever gets a secure message must be able to answer as securely. */
public enum SecureReplies {
    /** How they answer is their risk. */
    SENDERS_RISK,
    /** Mail sent by TLS carries a link to reply securely. */
    OFFERED,
    /** TLS alone never suffices: keys or escrow. */
    REQUIRED
}
