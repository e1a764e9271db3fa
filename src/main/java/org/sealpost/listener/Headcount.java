package org.sealpost.listener;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** How many connections there are, in all and from each network (/24, /64), so that nobody takes all the seats. */
final class Headcount {

    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 8;

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> seated = new HashMap<>();
    private int all;

    Headcount(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @return whether there is a seat, which is taken then */
    synchronized boolean enter(InetAddress guest) {
        int others = seated.getOrDefault(network(guest), 0);
        // this machine's own programs come from one network by nature
        if (all >= most || others >= mostOfOne && !guest.isLoopbackAddress()) {
            return false;
        }
        seated.put(network(guest), others + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress guest) {
        seated.merge(network(guest), -1, (now, one) -> now + one == 0 ? null : now + one);
        all--;
    }

    synchronized int count() {
        return all;
    }

    private static String network(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(octets, octets.length == 4 ? IPV4_NETWORK : IPV6_NETWORK));
    }
}
