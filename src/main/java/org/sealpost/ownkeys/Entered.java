package org.sealpost.ownkeys;

import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Reason;

/**
 * What became of a key that was to be kept.
 *
 * @param key its outside id; empty if it was refused
 * @param refusal {@code ownkey.*}, why it isn't kept
 */
public record Entered(Optional<UUID> key, Optional<Reason> refusal) {

    static Entered kept(OwnKey key) {
        return new Entered(Optional.of(key.uuid()), Optional.empty());
    }

    static Entered refused(String code, String... values) {
        return new Entered(Optional.empty(), Optional.of(Reason.of(code, values)));
    }
}
