package org.sealpost.audit;

/** What checking one account's chain showed. */
public sealed interface Verdict {

    long accountId();

    /** Every event is as it was recorded. */
    record Intact(long accountId, long events, Checkpoint end) implements Verdict { }

    /**
     * @param position where it is broken first
     * @param what one sentence
     */
    record Broken(long accountId, long position, String what) implements Verdict { }
}
