package org.sealpost.reception;

import java.util.List;
import org.sealpost.directory.User;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mailbox.NewMessage;

/** An arrival that was read and now only has to be put into mailboxes, and sent on where rules say so. */
public record Parcel(List<Placing> placings, List<ForwardedMail> forwards) {

    /** @param copied whether the content was stored anew for the recipient's account, and isn't kept yet */
    public record Placing(User recipient, NewMessage message, boolean copied) { }

    public Parcel {
        placings = List.copyOf(placings);
        forwards = List.copyOf(forwards);
    }
}
