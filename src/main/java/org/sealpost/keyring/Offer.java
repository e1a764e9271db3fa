package org.sealpost.keyring;

import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/**
 * A certificate that was found for an address.
 *
 * @param proven whether the way it came proves that the address's owner or domain wants it so; see each {@link Source}
 */
public record Offer(Standard standard, Address address, Certificate certificate, Source source, boolean proven) { }
