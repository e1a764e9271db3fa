package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BehindProxyTest {

    @Test
    void theAddressThatOurOwnProxySawCounts() {
        assertEquals("203.0.113.7", BehindProxy.last("203.0.113.7", "127.0.0.1"));
        assertEquals("2001:db8::1", BehindProxy.last("203.0.113.7, 2001:db8::1", "127.0.0.1"));
    }

    @Test
    void whatAGuestWritesInFrontCountsForNothing() {
        assertEquals("203.0.113.7", BehindProxy.last("198.51.100.1, 198.51.100.2, 203.0.113.7", "127.0.0.1"));
    }

    @Test
    void noAddressIsTheConnectionsOwn() {
        assertEquals("127.0.0.1", BehindProxy.last(null, "127.0.0.1"));
        assertEquals("127.0.0.1", BehindProxy.last(" ", "127.0.0.1"));
        assertEquals("127.0.0.1", BehindProxy.last("unknown", "127.0.0.1"));
    }
}
