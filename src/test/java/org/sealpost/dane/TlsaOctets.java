package org.sealpost.dane;

import java.util.Arrays;
import java.util.List;
import org.sealpost.dns.Tlsa;

/** TLSA records as the octets of their data (RFC 6698 §2.1), for the corpus. */
public final class TlsaOctets {

    private TlsaOctets() {
    }

    public static boolean areUsable(byte[] octets) {
        Tlsa record = new Tlsa(octets[0] & 0xFF, octets[1] & 0xFF, octets[2] & 0xFF, Arrays.copyOfRange(octets, 3, octets.length));
        return !UsableRecords.among(List.of(record)).isEmpty();
    }
}
