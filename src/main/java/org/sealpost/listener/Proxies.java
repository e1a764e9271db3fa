package org.sealpost.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.sealpost.reception.Network;
import org.sealpost.smtp.server.ProxyHeader;
import org.sealpost.wire.Watchdog;

/** Proxies of our own in front of the ports. They must say whom they bring (PROXY protocol); of nobody else is it heard. */
final class Proxies {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Network> networks;
    private final Watchdog watchdog;

    Proxies(List<Network> networks, Watchdog watchdog) {
        this.networks = List.copyOf(networks);
        this.watchdog = watchdog;
    }

    boolean include(InetAddress caller) {
        return networks.stream().anyMatch(network -> network.holds(caller));
    }

    /** @return who is brought; the proxy itself if it looks after our health. @throws IOException if it doesn't say */
    InetAddress brings(Socket socket) throws IOException {
        try (Watchdog.Watch watch = watchdog.watch(socket, PATIENCE)) {
            return ProxyHeader.read(socket.getInputStream()).orElse(socket.getInetAddress());
        }
    }
}
