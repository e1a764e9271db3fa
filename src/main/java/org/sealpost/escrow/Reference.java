package org.sealpost.escrow;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * What the notice and the page show alike, and what people type and read aloud: eight characters of Crockford's base
 * 32. Alone it opens nothing.
 *
 * @param digits eight characters, upper case, no hyphen
 */
public record Reference(String digits) {

    private static final int LENGTH = 8;
    private static final int OCTETS = 5;

    static Reference random(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return new Reference(Crockford.written(octets, LENGTH));
    }

    /** What somebody typed; empty if it can't be a reference. */
    public static Optional<Reference> typed(String text) {
        return Crockford.read(text, LENGTH).map(Reference::new);
    }

    /** As it is shown: {@code XXXX-XXXX}. */
    @Override
    public String toString() {
        return digits.substring(0, LENGTH / 2) + "-" + digits.substring(LENGTH / 2);
    }
}
