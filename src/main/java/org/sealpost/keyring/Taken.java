package org.sealpost.keyring;

import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;

/**
 * What became of an offer.
 *
 * @param certificate its outside id; empty if it was refused
 * @param standing what it is now
 * @param refusal {@code keyring.*}, why it isn't kept
 */
public record Taken(Optional<UUID> certificate, Optional<Standing> standing, Optional<Reason> refusal) {

    static Taken kept(ContactCertificate kept) {
        return new Taken(Optional.of(kept.uuid()), Optional.of(kept.standing()), Optional.empty());
    }

    static Taken refused(Reason why) {
        return new Taken(Optional.empty(), Optional.empty(), Optional.of(why));
    }
}
