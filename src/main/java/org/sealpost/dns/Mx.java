package org.sealpost.dns;

/**
 * One MX record.
 *
 * @param host lower case, without the last dot; empty for the null MX (RFC 7505)
 */
public record Mx(int preference, String host) {

    /** Whether the domain says by this record that it takes no mail. */
    public boolean isNull() {
        return host.isEmpty();
    }
}
