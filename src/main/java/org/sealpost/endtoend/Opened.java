package org.sealpost.endtoend;

import java.util.List;

/**
 * What is known of a message that was opened whole.
 *
 * @param cipher how it was encrypted, in the standard's words, for example {@code AES-256 OCB}
 * @param signatures found inside; empty if it isn't signed
 * @param authenticated whether it is proven that nobody changed what was encrypted: by the cipher (AEAD, MDC), or by a good signature inside
 *     where the cipher proves nothing (CMS EnvelopedData, RFC 8551 §6). What isn't authenticated may be shown as plain text only, never
 *     with anything else and never fetching anything
 */
public record Opened(String cipher, List<SignatureFound> signatures, boolean authenticated) {

    public Opened {
        signatures = List.copyOf(signatures);
    }

    /** Of a cipher that proves by itself that nothing was changed. */
    public Opened(String cipher, List<SignatureFound> signatures) {
        this(cipher, signatures, true);
    }
}
