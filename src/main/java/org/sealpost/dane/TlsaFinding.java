package org.sealpost.dane;

import java.util.List;
import org.sealpost.dns.Tlsa;

/**
 * What the DNS proves about the certificate of one MX host.
 *
 * @param usable those records that count; empty unless the kind is USABLE
 * @param baseDomain the name that they stand at, without port and protocol (RFC 7672 §2.2.3); empty unless there are records
 */
public record TlsaFinding(Kind kind, List<Tlsa> usable, String baseDomain) {

    public enum Kind {
        /** The host's zone isn't signed, or nobody validates: DANE says nothing. */
        INSECURE,
        /** Proven: no record. */
        NONE,
        /** Bogus, or no answer: the host can't be used now (RFC 7672 §2.1.2). */
        FAILED,
        /** Records, none of which we can use: TLS is mandatory and proves nothing (RFC 7672 §2.2). */
        UNUSABLE,
        /** The certificate must match one of them. */
        USABLE
    }

    public TlsaFinding {
        usable = List.copyOf(usable);
    }

    static TlsaFinding without(Kind kind) {
        return new TlsaFinding(kind, List.of(), "");
    }
}
