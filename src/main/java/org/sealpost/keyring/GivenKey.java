package org.sealpost.keyring;

import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/**
 * A certificate in what somebody gave.
 *
 * @param fingerprint in hexadecimal capitals
 * @param addresses that it names, each once
 * @param unfit why it can't be used now; empty if it can
 */
public record GivenKey(Standard standard, Certificate certificate, String fingerprint, List<Address> addresses, Optional<Reason> unfit) {

    public GivenKey {
        addresses = List.copyOf(addresses);
    }
}
