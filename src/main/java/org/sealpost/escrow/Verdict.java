package org.sealpost.escrow;

/** What came of one try to prove to be the recipient. */
public sealed interface Verdict {

    /** The door is open. */
    record Passed() implements Verdict { }

    /** @param left tries until the lock */
    record Wrong(int left) implements Verdict { }

    /** Not six digits: not counted, for nobody guesses that way. */
    record Unreadable() implements Verdict { }

    /** There is no code that counts any more: used, too old, or the check was changed. A new one is needed. */
    record Stale() implements Verdict { }

    /** @param justNow this try was the one that locked it */
    record Shut(Closed closed, boolean justNow) implements Verdict { }
}
