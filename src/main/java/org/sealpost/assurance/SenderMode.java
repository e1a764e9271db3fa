package org.sealpost.assurance;

/** Whether a message must be secure. */
public enum SenderMode {
    /** Every message. */
    ALWAYS,
    /** Every message that the sender doesn't opt out. */
    OPT_OUT,
    /** The messages that the sender marks, and answers in a secure thread. */
    OPT_IN
}
