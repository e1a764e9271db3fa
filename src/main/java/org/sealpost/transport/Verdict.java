package org.sealpost.transport;

import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;

/** How good a connection is for one domain's mail, and by what, or why not better. */
record Verdict(TlsLevel level, Reason reason) {

    static Verdict of(TlsLevel level, String reason, String... values) {
        return new Verdict(level, Reason.of(reason, values));
    }

    static Verdict none(String reason, String... values) {
        return of(TlsLevel.NONE, reason, values);
    }
}
