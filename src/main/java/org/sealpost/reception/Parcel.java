package org.sealpost.reception;

import java.util.List;
import org.sealpost.directory.User;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mailbox.NewMessage;
import org.sealpost.mailbox.Sorting;

/**
 * An arrival that was read and now only has to be put into mailboxes, and sent on where rules say so.
 *
 * @param sheaves certificates that it brought along, to be taken in when it is kept
 */
public record Parcel(List<Placing> placings, List<ForwardedMail> forwards, List<Harvest.Sheaf> sheaves) {

    /**
     * @param copied whether what came was stored anew for the recipient's account, and isn't kept yet
     * @param sorting what the recipient's filters made of it
     */
    public record Placing(User recipient, NewMessage message, boolean copied, Sorting sorting) { }

    public Parcel {
        placings = List.copyOf(placings);
        forwards = List.copyOf(forwards);
        sheaves = List.copyOf(sheaves);
    }
}
