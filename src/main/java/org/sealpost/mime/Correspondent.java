package org.sealpost.mime;

import org.sealpost.mail.Address;

/**
 * Somebody as a header field names them.
 *
 * @param name the display name, empty if there is none; it proves nothing
 */
public record Correspondent(String name, Address address) {

    public Correspondent {
        name = FieldText.oneLine(name);
    }

    public static Correspondent of(Address address) {
        return new Correspondent("", address);
    }

    /** The name, or the address where there is no name: for showing. */
    public String shown() {
        return name.isEmpty() ? address.toString() : name;
    }
}
