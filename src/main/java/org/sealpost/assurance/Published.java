package org.sealpost.assurance;

/**
 * What a domain publishes about the road to it, as a look at it found.
 *
 * @param tlsReports whether it asks for reports on TLS (RFC 8460 §3)
 */
public record Published(Dane dane, Sts sts, boolean tlsReports) {

    /** TLSA records of its MX hosts (RFC 7672). */
    public enum Dane {
        /** The DNS failed, or nobody validates it. */
        UNKNOWN,
        /** MX or address records aren't signed: DANE doesn't apply. */
        UNSIGNED,
        /** Signed, and reliably no TLSA record at any host. */
        NONE,
        /** Some hosts have usable records. */
        PARTLY,
        /** There are records and none that we can use: TLS is mandatory, no certificate is proven. */
        UNUSABLE,
        /** Each host has usable records. */
        USABLE
    }

    /** Its MTA-STS policy (RFC 8461). */
    public enum Sts {
        /** The DNS or the policy host didn't answer, and no policy is cached. */
        UNKNOWN,
        NONE,
        /** It announces a policy, and what is published is none. */
        BROKEN,
        TESTING,
        ENFORCE
    }

    public static final Published NOTHING = new Published(Dane.UNKNOWN, Sts.UNKNOWN, false);
}
