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
 * @param policy what was demanded, and by whom
 * @param reply the peer's last reply that mattered, one line, at most 500 characters
 */
public record Evidence(Instant at, String mxHost, Optional<String> address, Optional<String> tlsVersion,
        Optional<String> cipherSuite, Optional<Certificate> certificate, TlsLevel level, Reason levelReason, Policy policy,
        Optional<String> reply) {

    /**
     * What bound the connection before it was made.
     *
     * @param least the level below which nothing was sent
     * @param source {@code policy.dane}, {@code policy.dane.unusable}, {@code policy.sts.enforce}, {@code policy.sts.testing},
     *               {@code policy.forced}, {@code policy.settings} or {@code policy.opportunistic}
     */
    public record Policy(TlsLevel least, Reason source) {

        public static final Policy OPPORTUNISTIC = new Policy(TlsLevel.NONE, Reason.of("policy.opportunistic"));
    }

    /** @param sha256 fingerprint of the DER octets, lower case hexadecimal */
    public record Certificate(String subject, String issuer, Instant notAfter, String sha256) { }

    /** Nothing but the host was reached. */
    public static Evidence unreached(Instant at, String mxHost, Reason why) {
        return unreached(at, mxHost, why, Policy.OPPORTUNISTIC);
    }

    /** The host was left alone, or not found, under a policy. */
    public static Evidence unreached(Instant at, String mxHost, Reason why, Policy policy) {
        return new Evidence(at, mxHost, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                TlsLevel.NONE, why, policy, Optional.empty());
    }
}
