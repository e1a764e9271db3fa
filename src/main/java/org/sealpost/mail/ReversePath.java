package org.sealpost.mail;

import java.util.Optional;

/** Where failures go (RFC 5321 §4.1.1.2): a mailbox, or the null path {@code <>} of notifications. */
public record ReversePath(Optional<Address> address) {

    /** {@code <>}: nobody is told, so that notifications never loop. */
    public static final ReversePath NULL = new ReversePath(Optional.empty());

    public static ReversePath of(Address address) {
        return new ReversePath(Optional.of(address));
    }

    public boolean isNull() {
        return address.isEmpty();
    }

    /** Without angle brackets; empty for the null path. */
    @Override
    public String toString() {
        return address.map(Address::toString).orElse("");
    }
}
