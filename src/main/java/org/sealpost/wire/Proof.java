package org.sealpost.wire;

import java.time.Instant;
import org.sealpost.assurance.Reason;

/**
 * Whether a certificate chain proves that a server is the host that was meant.
 *
 * @param reason {@code tls.verified}, or {@code tls.certificate.*} for why not
 * @param until when the certificates that speak for it begin to end; in the past if it proves nothing
 */
public record Proof(boolean isValid, Reason reason, Instant until) {

    static Proof none(String reason, String... values) {
        return new Proof(false, Reason.of(reason, values), Instant.MIN);
    }
}
