package org.sealpost.web.compose;

import java.io.Serializable;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/**
 * Somebody in To, Cc or Bcc, as typed. It may be no address yet: then it stays there to be mended.
 *
 * @param name the display name, empty if none was typed
 */
public record Recipient(Field field, String name, String written) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Empty if what was typed is none. */
    Optional<Address> address() {
        try {
            return Optional.of(Address.of(written));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    Optional<MalformedAddress> flaw() {
        try {
            Address.of(written);
            return Optional.empty();
        } catch (MalformedAddress e) {
            return Optional.of(e);
        }
    }

    /** The name, or the address where there is no name. */
    public String shown() {
        return name.isEmpty() ? address().map(Recipient::readable).orElse(written) : name;
    }

    /** As it would be typed again. */
    String typed() {
        return name.isEmpty() ? written : name + " <" + written + ">";
    }

    boolean isSameAs(Recipient other) {
        return address().isPresent() ? address().equals(other.address()) : written.equals(other.written());
    }

    public static String readable(Address address) {
        return address.localPart() + "@" + address.domain().unicode();
    }
}
