package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPartTest {

    @ParameterizedTest
    @CsvSource({"Vos, vos", "' vos@Peer.TEST ', vos@peer.test", "zoë@bücher.test, zoë@xn--bcher-kva.test", "bücher, xn--bcher-kva", "@peer, @peer",
        "'', ''", "vos@, vos@", "%_, %_"})
    void whatWasTypedIsLookedForAsAddressesAreKept(String typed, String searched) {
        assertEquals(searched, AddressPart.searched(typed));
    }

    @ParameterizedTest
    @CsvSource({"300", "70"})
    void whatCanNotBeADomainIsLookedForAsItStands(int length) {
        assertEquals("ü".repeat(length), AddressPart.searched("Ü".repeat(length)));
    }
}
