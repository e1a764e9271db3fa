package org.sealpost.mail;

/** Where the lower floors hand in system mail and forwards; submission implements it, so that nobody has to reach upward. */
public interface Outbox {

    /** Takes the mail over, in the caller's transaction if there is one. */
    void handIn(SystemMail mail);

    /** The same for what a rule sends on: it is decided anew for its target. */
    void forward(ForwardedMail mail);
}
