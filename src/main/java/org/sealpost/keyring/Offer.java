package org.sealpost.keyring;

import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/**
 * A certificate that was found for an address.
 *
 * @param proven whether the way it came proves that the address's owner or domain wants it so; see each {@link Source}
 * @param reading what its owner says with it, if it came with their signature
 */
public record Offer(Standard standard, Address address, Certificate certificate, Source source, boolean proven, Optional<Reading> reading) {

    public Offer(Standard standard, Address address, Certificate certificate, Source source, boolean proven) {
        this(standard, address, certificate, source, proven, Optional.empty());
    }

    /** The same, after somebody else proved it, or didn't. */
    public Offer withProven(boolean now) {
        return new Offer(standard, address, certificate, source, now, reading);
    }
}
