package org.sealpost.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where an MX host is reached, and the connecting. */
public final class Dialer {

    private static final int SMTP = 25;

    private final Map<String, Integer> loopbackPorts;
    private final boolean isInternet;

    private Dialer(Map<String, Integer> loopbackPorts, boolean isInternet) {
        this.loopbackPorts = Map.copyOf(loopbackPorts);
        this.isInternet = isInternet;
    }

    /** Port 25 of public addresses; loopback, private and other special ones are never connected to. */
    public static Dialer internet() {
        return new Dialer(Map.of(), true);
    }

    /**
     * For the demo and tests: each named host at its port on loopback, wherever the DNS says that it is. No other host
     * is ever connected to, so no packet leaves the machine.
     */
    public static Dialer loopback(Map<String, Integer> portsByHost) {
        return new Dialer(portsByHost, false);
    }

    /** Where to try, in order; IPv6 and IPv4 by turns, so that a dead kind costs one try. Empty if it is forbidden. */
    List<InetSocketAddress> routes(String host, List<InetAddress> resolved) {
        if (!isInternet) {
            Integer port = loopbackPorts.get(host);
            return port == null ? List.of() : List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return byTurns(resolved).stream()
                .filter(address -> !SpecialAddresses.contain(address))
                .map(address -> new InetSocketAddress(address, SMTP))
                .toList();
    }

    Socket dial(InetSocketAddress route, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(route, (int) limit.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static List<InetAddress> byTurns(List<InetAddress> resolved) {
        List<InetAddress> six = resolved.stream().filter(Inet6Address.class::isInstance).toList();
        List<InetAddress> four = resolved.stream().filter(address -> !(address instanceof Inet6Address)).toList();
        List<InetAddress> turns = new ArrayList<>();
        for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
            if (i < six.size()) {
                turns.add(six.get(i));
            }
            if (i < four.size()) {
                turns.add(four.get(i));
            }
        }
        return turns;
    }
}
