package org.sealpost.keyring;

import java.util.List;
import org.sealpost.mail.Address;

/** An address and all that is kept of it. @param keys oldest first */
public record Contact(Address address, List<KnownKey> keys) {

    public Contact {
        keys = List.copyOf(keys);
    }
}
