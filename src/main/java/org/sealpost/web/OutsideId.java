package org.sealpost.web;

import java.util.Optional;
import java.util.UUID;

/** The id by which the outside names something; whether it is the caller's is asked elsewhere. */
public final class OutsideId {

    private OutsideId() { }

    /** @param written as it came, null if nothing did @return empty if it is none */
    public static Optional<UUID> of(String written) {
        try {
            return written == null ? Optional.empty() : Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
