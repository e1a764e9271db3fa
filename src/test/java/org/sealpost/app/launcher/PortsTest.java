package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void theDefaultsAreThoseOfTheManual() {
        assertEquals(Map.of("web", 8080, "smtp", 1025, "submission", 1587, "submissions", 1465, "database", 15432,
                "dns", 15353, "mx.a.test", 12525, "mx.b.test", 12526), Ports.ofDemo(0, List.of("mx.a.test", "mx.b.test")).numbers());
    }

    @Test
    void theOffsetShiftsThemAll() {
        Map<String, Integer> plain = Ports.ofDemo(0, List.of("mx.a.test")).numbers();
        Ports.ofDemo(200, List.of("mx.a.test")).numbers()
                .forEach((name, port) -> assertEquals(plain.get(name) + 200, port, name));
    }

    @Test
    void whatIsPublishedCanBeReadAgain() {
        Ports ports = Ports.ofDemo(3, List.of("mx.a.test"));
        assertEquals(ports, Ports.published(ports.json()));
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            Ports ports = new Ports(Map.of("web", other.getLocalPort()));
            assertEquals("Port " + other.getLocalPort() + " (web) is already in use by another program:"
                    + " stop it, or shift all ports with --port-offset 100.",
                    assertThrows(CannotStart.class, () -> ports.refuseTaken(name -> LOOPBACK)).getMessage());
        }
    }

    @Test
    void aNameServersPortIsTakenOverUdpToo() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            Ports ports = new Ports(Map.of("dns", other.getLocalPort()));
            assertThrows(CannotStart.class, () -> ports.refuseTaken(name -> LOOPBACK));
        }
    }

    @Test
    void freePortsPass() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
            port = probe.getLocalPort();
        }
        assertDoesNotThrow(() -> new Ports(Map.of("web", port)).refuseTaken(name -> LOOPBACK));
    }
}
