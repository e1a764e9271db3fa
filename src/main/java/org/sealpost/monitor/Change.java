package org.sealpost.monitor;

/**
 * One thing that a look found otherwise than the look before.
 *
 * @param was and {@code became}: the names of the values in {@link Sight}
 * @param fall whether the road became less safe
 */
public record Change(What what, String was, String became, boolean fall) {

    public enum What {
        LEVEL, DANE, STS,
        /** Whether the domain asks for reports on TLS (RFC 8460 §3). */
        REPORTS,
        /** Whether a certificate that proves a host runs out soon. */
        EXPIRY
    }
}
