package org.sealpost.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The addresses that are nobody's on the internet (IANA special-purpose registries, RFC 6890). */
public final class SpecialAddresses {

    private SpecialAddresses() {
    }

    public static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return true;
        }
        byte[] octets = address.getAddress();
        return address instanceof Inet4Address ? isSpecial4(octets) : isSpecial6((Inet6Address) address, octets);
    }

    private static boolean isSpecial4(byte[] octets) {
        int first = octets[0] & 0xFF;
        int second = octets[1] & 0xFF;
        return first == 0
                || first >= 240
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && octets[2] == 0
                || first == 198 && (second == 18 || second == 19);
    }

    private static boolean isSpecial6(Inet6Address address, byte[] octets) {
        boolean uniqueLocal = (octets[0] & 0xFE) == 0xFC;
        boolean translated = octets[0] == 0 && octets[1] == 0x64 && octets[2] == (byte) 0xFF && octets[3] == (byte) 0x9B;
        boolean sixToFour = octets[0] == 0x20 && octets[1] == 0x02;
        return uniqueLocal
                || address.isIPv4CompatibleAddress()
                || translated && contain(embedded(octets, 12))
                || sixToFour && contain(embedded(octets, 2));
    }

    private static InetAddress embedded(byte[] octets, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
