package org.sealpost.assurance;

/** The versions of TLS that we speak (NIST SP 800-52r2), oldest first. */
public enum TlsVersion {
    TLS_1_2("TLSv1.2"), TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** The name that the JDK and our evidence use, for example {@code TLSv1.3}. */
    public String protocol() {
        return protocol;
    }

    /** Whether a connection that negotiated {@code protocol} is at least this new. */
    public boolean allows(String protocol) {
        return protocol.compareTo(this.protocol) >= 0 && protocol.startsWith("TLSv1.");
    }

    public TlsVersion newest(TlsVersion other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
