package org.sealpost.endtoend;

import java.util.List;

/**
 * What is known of a message that was opened whole.
 *
 * @param cipher how it was encrypted, in the standard's words, for example {@code AES-256 OCB}
 * @param signatures found inside; empty if it isn't signed
 */
public record Opened(String cipher, List<SignatureFound> signatures) {

    public Opened {
        signatures = List.copyOf(signatures);
    }
}
