package org.sealpost.keyring;

import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;

/**
 * What is in a file or text that somebody gave.
 *
 * @param keys in its order; none if it was refused
 * @param revocations of keys that aren't in it
 * @param refusal {@code keyring.*}, why nothing of it is taken
 */
public record GivenFile(List<GivenKey> keys, List<GivenRevocation> revocations, Optional<Reason> refusal) {

    public GivenFile {
        keys = List.copyOf(keys);
        revocations = List.copyOf(revocations);
    }

    static GivenFile refused(String code) {
        return new GivenFile(List.of(), List.of(), Optional.of(Reason.of(code)));
    }
}
