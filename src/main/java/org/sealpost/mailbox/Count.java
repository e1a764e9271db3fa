package org.sealpost.mailbox;

/** How many messages a folder holds, and how many of them weren't seen yet. */
public record Count(long all, long unseen) {

    static final Count NONE = new Count(0, 0);
}
