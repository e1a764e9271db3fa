package org.sealpost.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;

/**
 * A kept certificate, and what it says of itself now.
 *
 * @param unusable {@code keyring.*}, why nothing may be encrypted with it, whatever its standing; empty if it may
 * @param ends from when on nobody may be written to with it; empty if never
 * @param says whom it names, in its own words; nobody proved any of it
 * @param issuer who signed it, in its own words; empty if it vouches for itself only
 */
public record KnownKey(ContactCertificate kept, Optional<Reason> unusable, Optional<Instant> ends, List<String> says, Optional<String> issuer) {

    public KnownKey {
        says = List.copyOf(says);
    }

    static KnownKey of(ContactCertificate kept, Optional<Facts> facts, Instant now) {
        return new KnownKey(kept,
                facts.map(read -> Pinning.unusable(kept.address(), read.names(kept.address(), now), read.unfit(now)))
                        .orElse(Optional.of(Reason.of("keyring.malformed"))),
                facts.flatMap(read -> read.expires(now)), facts.map(read -> read.says(now)).orElse(List.of()), facts.flatMap(Facts::issuer));
    }

    /**
     * Whether it is what an authority issued when the one in use was about to end: the same authority's key signed both, for the same address.
     * That is a reason to believe it, and no proof.
     */
    public boolean renews(KnownKey inUse, Instant now) {
        return Renewal.is(this, inUse, now);
    }

    /** Whether messages to its address are encrypted with it now. */
    public boolean isInUse() {
        return kept.standing() == Standing.PINNED && unusable.isEmpty();
    }
}
