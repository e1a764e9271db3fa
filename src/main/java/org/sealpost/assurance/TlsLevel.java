package org.sealpost.assurance;

/** How good a connection is. The order matters: each level holds all that the one before it does. */
public enum TlsLevel {
    /** No TLS. */
    NONE,
    /** Strong parameters (NIST SP 800-52r2), certificate unproven: safe from listeners, not from impostors. */
    ENCRYPTED,
    /** A valid chain that names the MX host. */
    VERIFIED,
    /** The MX host's name itself is proven: DANE (RFC 7672) or MTA-STS in enforce mode (RFC 8461). */
    AUTHENTICATED;

    public boolean reaches(TlsLevel required) {
        return compareTo(required) >= 0;
    }

    public TlsLevel strictest(TlsLevel other) {
        return reaches(other) ? this : other;
    }
}
