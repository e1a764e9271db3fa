package org.sealpost.reception;

import org.sealpost.directory.User;
import org.sealpost.mailbox.NewMessage;

/**
 * An arrival that was read and now only has to be put into the mailbox.
 *
 * @param copied whether the content was stored anew for the recipient's account, and isn't kept yet
 */
public record Parcel(User recipient, NewMessage message, boolean copied) {
}
