package org.sealpost.wire;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a host is reached, and the connecting. */
public final class Dialer {

    private static final String SMTP = ":25";
    private static final InetAddress LOOPBACK_4 = loopback(4);
    private static final InetAddress LOOPBACK_6 = loopback(16);

    private final Map<String, Integer> loopbackPorts;
    private final boolean isInternet;

    private Dialer(Map<String, Integer> loopbackPorts, boolean isInternet) {
        this.loopbackPorts = Map.copyOf(loopbackPorts);
        this.isInternet = isInternet;
    }

    /** Public addresses; loopback, private and other special ones are never connected to. */
    public static Dialer internet() {
        return new Dialer(Map.of(), true);
    }

    /**
     * For the demo and tests: each named host at its port on loopback, wherever the DNS says that it is; at ::1 instead
     * of an IPv6 address, at 127.0.0.1 instead of an IPv4 address. No other host or port is ever connected to, so no
     * packet leaves the machine.
     *
     * @param ports the loopback port of each {@code host:port}; a host without a port means its port 25
     */
    public static Dialer loopback(Map<String, Integer> ports) {
        return new Dialer(ports.entrySet().stream().collect(Collectors.toMap(
                entry -> entry.getKey().contains(":") ? entry.getKey() : entry.getKey() + SMTP, Map.Entry::getValue)), false);
    }

    /**
     * Where to try, in order; IPv6 and IPv4 by turns, so that a dead kind costs one try. Empty if it is forbidden.
     *
     * @param resolved what the DNS says now; whoever connects to these very addresses can't be led elsewhere meanwhile
     */
    public List<InetSocketAddress> routes(String host, int port, List<InetAddress> resolved) {
        return isInternet ? onInternet(port, resolved) : onLoopback(host + ":" + port, resolved);
    }

    private List<InetSocketAddress> onLoopback(String service, List<InetAddress> resolved) {
        Integer port = loopbackPorts.get(service);
        return port == null ? List.of() : byTurns(resolved).stream()
                .map(address -> new InetSocketAddress(address instanceof Inet6Address ? LOOPBACK_6 : LOOPBACK_4, port))
                .distinct().toList();
    }

    private static List<InetSocketAddress> onInternet(int port, List<InetAddress> resolved) {
        return byTurns(resolved).stream()
                .filter(address -> !SpecialAddresses.contain(address))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** A connection to one of the routes. @throws IOException if there is none within the limit */
    public Socket dial(InetSocketAddress route, Duration limit) throws IOException {
        return connect(new Socket(), route, limit);
    }

    /** The same with a socket of the caller's. */
    public <S extends Socket> S connect(S socket, InetSocketAddress route, Duration limit) throws IOException {
        try {
            socket.connect(route, (int) limit.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress loopback(int length) {
        byte[] octets = new byte[length];
        octets[0] = (byte) (length == 4 ? 127 : 0);
        octets[length - 1] = 1;
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of the right length", e);
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
