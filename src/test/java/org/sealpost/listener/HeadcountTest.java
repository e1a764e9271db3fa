package org.sealpost.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class HeadcountTest {

    private final Headcount headcount = new Headcount(5, 2);

    @Test
    void aNetworkHasItsShare() throws UnknownHostException {
        assertTrue(enter("192.0.2.1"));
        assertTrue(enter("192.0.2.200"));
        assertFalse(enter("192.0.2.3"));
        assertTrue(enter("192.0.3.1"));
        assertTrue(enter("2001:db8:0:1::1"));
        assertTrue(enter("2001:db8:0:2::1"));
        assertFalse(enter("198.51.100.1"), "all seats are taken");
        headcount.leave(InetAddress.getByName("192.0.2.1"));
        assertTrue(enter("192.0.2.3"));
        assertEquals(5, headcount.count());
    }

    @Test
    void anIpv6NetworkHas64Bits() throws UnknownHostException {
        assertTrue(enter("2001:db8:0:1::1"));
        assertTrue(enter("2001:db8:0:1:ffff::1"));
        assertFalse(enter("2001:db8:0:1:eeee::1"));
        assertTrue(enter("2001:db8:0:2::1"));
    }

    @Test
    void thisMachineIsLimitedByAllSeatsOnly() throws UnknownHostException {
        for (int i = 0; i < 5; i++) {
            assertTrue(enter("127.0.0.1"));
        }
        assertFalse(enter("127.0.0.1"));
    }

    private boolean enter(String address) throws UnknownHostException {
        return headcount.enter(InetAddress.getByName(address));
    }
}
