package org.sealpost.ownkeys;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/**
 * What a key's certificate says at a moment.
 *
 * @param fingerprint in hexadecimal capitals
 * @param algorithm as people know it, for example {@code EdDSA} or {@code RSA 3072}
 * @param addresses whom it names; of a key that has ended, whom it named
 * @param ends empty if it doesn't
 * @param unfit why nothing may be signed with it; empty if it may
 * @param issuer who vouches for it; empty if nobody does
 */
public record KeyFacts(Standard standard, String fingerprint, Certificate certificate, String algorithm, List<Address> addresses, Instant begins,
        Optional<Instant> ends, Optional<UnfitKey.Why> unfit, Optional<String> issuer) {

    public KeyFacts {
        addresses = List.copyOf(addresses);
    }

    /** Whether it names this address of ours, whose upper and lower case don't matter. */
    public boolean names(Address own) {
        return addresses.stream().anyMatch(one -> one.domain().equals(own.domain())
                && one.localPart().toLowerCase(Locale.ROOT).equals(own.localPart().toLowerCase(Locale.ROOT)));
    }

    public boolean isRevoked() {
        return unfit.filter(why -> why == UnfitKey.Why.REVOKED).isPresent();
    }
}
