package org.sealpost.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,      192.0.2.0/24",
        "192.0.2.77/24,     192.0.2.0/24",
        "192.0.2.129/25,    192.0.2.128/25",
        "192.0.2.1,         192.0.2.1/32",
        "0.0.0.0/0,         0.0.0.0/0",
        "2001:db8::1/32,    2001:db8:0:0:0:0:0:0/32",
        "2001:db8::1,       2001:db8:0:0:0:0:0:1/128"})
    void networksAreReadAndWrittenInOneWay(String typed, String written) {
        assertEquals(Optional.of(written), Network.of(typed).map(Network::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bank.example", "192.0.2", "192.0.2.0/33", "2001:db8::/129", "192.0.2.0/", "192.0.2.999/24", "1234", "a:b:c", "192.0.2.0/24/8"})
    void whatIsNoNetworkIsNone(String typed) {
        assertEquals(Optional.empty(), Network.of(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,   192.0.2.255,  true",
        "192.0.2.0/24,   192.0.3.0,    false",
        "192.0.2.128/25, 192.0.2.127,  false",
        "2001:db8::/33,  2001:db8:7fff::1, true",
        "2001:db8::/33,  2001:db8:8000::1, false",
        "0.0.0.0/0,      2001:db8::1,  false"})
    void itHoldsItsAddressesAndNoOthers(String network, String address, boolean held) throws UnknownHostException {
        assertEquals(held, Network.of(network).orElseThrow().holds(InetAddress.getByName(address)));
    }
}
