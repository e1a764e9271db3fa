package org.sealpost.forwarding;

import org.sealpost.mail.Address;

/**
 * A message that passes a mailbox of ours.
 *
 * @param mailbox whose it is: the recipient's if it arrives, the sender's if it leaves
 * @param author name and address
 * @param text the words that can be read in it; whoever knows that no rule asks for them may leave them out
 */
public record Passing(boolean arriving, Address mailbox, String author, String subject, String text) {
}
