package org.sealpost.transport;

import java.time.Instant;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/**
 * How good a connection is, and why not better.
 *
 * @param until when the certificates that speak for it begin to end; after that it has to be judged anew
 */
record Verdict(TlsLevel level, Reason reason, Instant until) {

    static Verdict of(TlsLevel level, String reason, String... values) {
        return new Verdict(level, Reason.of(reason, values), Instant.MIN);
    }

    static Verdict none(String reason, String... values) {
        return of(TlsLevel.NONE, reason, values);
    }
}
