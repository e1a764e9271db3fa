package org.sealpost.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialerTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.0.1", "198.18.0.1", "240.0.0.1", "::", "::1",
        "fe80::1", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "2001:db8::1", "3fff::1",
        "2001::1", "2001:0:7f00:1::1", "2001:10::1", "100::1", "64:ff9b:1:a00:0:100:808:808", "64:ff9b:0:1::808:808", "5f00::1",
        "::ffff:0:127.0.0.1", "4000::1", "2002:c000:201::1"})
    void nobodysAddressesAreNeverConnectedTo(String address) throws UnknownHostException {
        assertEquals(List.of(), Dialer.internet().routes("mx.a.test", 25, addresses(address)));
    }

    @Test
    void ipv4AddressInAnIpv6CoatIsWhatItIs() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;
        InetAddress coat = Inet6Address.getByAddress("mx.a.test", mapped, -1);
        assertEquals(List.of(), Dialer.internet().routes("mx.a.test", 25, List.of(coat)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.1.0.1", "2a00:1450::1", "2001:4860::1", "2620:fe::fe", "2002:808:808::1", "64:ff9b::808:808", "192.0.3.1"})
    void publicAddressesAre(String address) throws UnknownHostException {
        assertEquals(25, Dialer.internet().routes("mx.a.test", 25, addresses(address)).get(0).getPort());
    }

    @Test
    void bothKindsOfAddressTakeTurns() throws UnknownHostException {
        assertEquals(List.of("2a00:0:0:0:0:0:0:1", "8.8.8.8", "2a00:0:0:0:0:0:0:2"),
                Dialer.internet().routes("mx.a.test", 25, addresses("2a00::1", "2a00::2", "8.8.8.8")).stream()
                        .map(route -> route.getAddress().getHostAddress()).toList());
    }

    @Test
    void loopbackReachesOnlyTheHostsThatItNames() throws UnknownHostException {
        Dialer dialer = Dialer.loopback(Map.of("mx.a.test", 2525));
        assertEquals(2525, dialer.routes("mx.a.test", 25, addresses("8.8.8.8")).get(0).getPort());
        assertEquals(true, dialer.routes("mx.a.test", 25, addresses("8.8.8.8")).get(0).getAddress().isLoopbackAddress());
        assertEquals(List.of(), dialer.routes("mx.b.test", 25, addresses("8.8.8.8")));
    }

    @Test
    void anotherServiceOfAHostIsAnotherEntry() throws UnknownHostException {
        Dialer dialer = Dialer.loopback(Map.of("a.test:443", 8443, "b.test", 2525));
        assertEquals(8443, dialer.routes("a.test", 443, addresses("8.8.8.8")).get(0).getPort());
        assertEquals(List.of(), dialer.routes("a.test", 25, addresses("8.8.8.8")));
        assertEquals(List.of(), dialer.routes("b.test", 443, addresses("8.8.8.8")));
    }

    private static List<InetAddress> addresses(String... numbers) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            addresses[i] = InetAddress.getByName(numbers[i]);
        }
        return Arrays.asList(addresses);
    }
}
