package org.sealpost.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are nobody's on the internet (IANA special-purpose registries, RFC 6890). Of IPv6 only what is given out
 * as global unicast is somebody's; an IPv4 address inside an IPv6 one is judged as itself.
 */
public final class SpecialAddresses {

    private static final List<Prefix> SPECIAL_4 = prefixes("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");
    private static final Prefix GLOBAL_6 = Prefix.of("2000::/3");
    private static final List<Prefix> SPECIAL_6 = prefixes("2001::/23", "2001:db8::/32", "3fff::/20");
    /** RFC 6052; its sibling for networks of one's own (RFC 8215) isn't global. */
    private static final Prefix TRANSLATED = Prefix.of("64:ff9b::/96");
    private static final Prefix SIX_TO_FOUR = Prefix.of("2002::/16");

    private SpecialAddresses() {
    }

    public static boolean contain(InetAddress address) {
        return contain(address.getAddress());
    }

    private static boolean contain(byte[] octets) {
        if (octets.length == 4) {
            return SPECIAL_4.stream().anyMatch(prefix -> prefix.holds(octets));
        }
        if (TRANSLATED.holds(octets)) {
            return contain(Arrays.copyOfRange(octets, 12, 16));
        }
        if (SIX_TO_FOUR.holds(octets)) {
            return contain(Arrays.copyOfRange(octets, 2, 6));
        }
        return !GLOBAL_6.holds(octets) || SPECIAL_6.stream().anyMatch(prefix -> prefix.holds(octets));
    }

    private static List<Prefix> prefixes(String... written) {
        return Stream.of(written).map(Prefix::of).toList();
    }

    private record Prefix(byte[] start, int bits) {

        private static Prefix of(String written) {
            String[] parts = written.split("/");
            try {
                return new Prefix(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(written, e);
            }
        }

        private boolean holds(byte[] octets) {
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = 0xFF << Math.max(0, 8 - (bits - bit));
                if (((start[bit / 8] ^ octets[bit / 8]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
