package org.sealpost.dns;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One TLSA record (RFC 6698 §2.1), or an SMIMEA record, which is made alike (RFC 8162 §2), as it stands, usable or not.
 *
 * @param usage certificate usage, 0 to 255
 * @param selector 0 the certificate, 1 its public key, others are unknown
 * @param matchingType 0 the octets themselves, 1 SHA-256, 2 SHA-512, others are unknown
 */
public record Tlsa(int usage, int selector, int matchingType, byte[] data) {

    public Tlsa {
        data = data.clone();
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlsa that && usage == that.usage && selector == that.selector
                && matchingType == that.matchingType && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + (usage << 16 | selector << 8 | matchingType);
    }

    /** As in a zone file. */
    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + HexFormat.of().formatHex(data);
    }
}
