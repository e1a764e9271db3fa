package org.sealpost.forwarding;

import java.util.Set;
import org.sealpost.mail.Address;

/**
 * A message that passes a mailbox of ours.
 *
 * @param mailbox whose it is: the sender's if it leaves, the recipient's if it arrives
 * @param text the words that can be read in it; whoever knows that no rule asks for them may leave them out
 * @param filtered whom the mailbox's own filters want it sent on to
 */
public record Passing(Way way, Address mailbox, String authorName, Address author, String subject, String text, Set<Address> filtered) {

    public enum Way {
        LEAVING,
        ARRIVING,
        /** Arriving from a user of ours, whose mailbox it has passed before. */
        ARRIVING_FROM_INSIDE
    }

    public Passing {
        filtered = Set.copyOf(filtered);
    }

    /** Of a mailbox that has no filters. */
    public Passing(Way way, Address mailbox, String authorName, Address author, String subject, String text) {
        this(way, mailbox, authorName, author, subject, text, Set.of());
    }

    boolean isArriving() {
        return way != Way.LEAVING;
    }
}
