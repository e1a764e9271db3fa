package org.sealpost.delivery;

/** What whoever called a delivery's verb must do in the same transaction. */
enum Consequence {
    /** Tell the sender that it takes longer. */
    WARN,
    /** Tell the sender that it came back. */
    RETURN,
    /** Ask the sender to finish sending: a question is needed. */
    ASK,
    /** Tell the administrators. */
    ALARM,
    /** Tell whose rule it is that something wasn't forwarded. */
    OWNER
}
