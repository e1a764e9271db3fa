package org.sealpost.assurance;

import java.time.Instant;
import java.util.Optional;

/**
 * What was really seen on a connection, whether or not it was good enough. Absent means that it wasn't reached.
 *
 * @param mxHost the MX host tried, A-labels
 * @param address its address, as numbers
 * @param tlsVersion for example {@code TLSv1.3}
 * @param level what the connection reached
 * @param levelReason by what it reached that, or why not more
 * @param reply the peer's last reply that mattered, one line, at most 500 characters
 */
public record Evidence(Instant at, String mxHost, Optional<String> address, Optional<String> tlsVersion,
        Optional<String> cipherSuite, Optional<Certificate> certificate, TlsLevel level, Reason levelReason,
        Optional<String> reply) {

    /** @param sha256 fingerprint of the DER octets, lower case hexadecimal */
    public record Certificate(String subject, String issuer, Instant notAfter, String sha256) { }

    /** Nothing but the host was reached. */
    public static Evidence unreached(Instant at, String mxHost, Reason why) {
        return new Evidence(at, mxHost, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                TlsLevel.NONE, why, Optional.empty());
    }
}
