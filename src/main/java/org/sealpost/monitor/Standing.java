package org.sealpost.monitor;

/** How a domain stands as a whole, the weakest first. */
public enum Standing {
    /** Less safe than it was, and that isn't made good. */
    FELL,
    /** It doesn't reach what it demands itself, or what is forced: nothing is sent there. */
    BLOCKED,
    CLEAR, ENCRYPTED,
    /** No host was ever reached, or the domain takes no mail. */
    UNKNOWN,
    VERIFIED, AUTHENTICATED
}
