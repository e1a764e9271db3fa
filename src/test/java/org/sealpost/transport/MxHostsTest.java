package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;
import org.sealpost.testing.FakeZones;

class MxHostsTest {

    @Test
    void betterPreferenceComesFirst() {
        hosts("a.test MX 20 two.a.test\na.test MX 10 one.a.test\na.test MX 30 three.a.test",
                "one.a.test", "two.a.test", "three.a.test");
    }

    @Test
    void onlyHostsBetterThanOursAreUsed() {
        hosts("a.test MX 10 one.a.test\na.test MX 20 us.test\na.test MX 20 equal.a.test\na.test MX 30 worse.a.test", "one.a.test");
    }

    @Test
    void hostsThatCantBeNamesAreLeftOut() {
        hosts("a.test MX 10 192.0.2.1\na.test MX 10 x\\032y.test\na.test MX 20 mx.a.test\na.test MX 30 localhost\na.test MX 40 .",
                "mx.a.test");
    }

    @Test
    void oneHostNamedTwiceIsTriedOnce() {
        hosts("a.test MX 10 mx.a.test\na.test MX 20 mx.a.test", "mx.a.test");
    }

    @Test
    void hostsOfOnePreferenceTakeTurns() {
        MxHosts hosts = new MxHosts(FakeZones.of("a.test MX 10 one.a.test\na.test MX 10 two.a.test"), "us.test", new Random(7));
        long firsts = IntStream.range(0, 100)
                .filter(i -> hosts.of(new Domain("a.test")).hosts().get(0).equals("one.a.test")).count();
        assertEquals(50, firsts, 20);
    }

    private static void hosts(String zone, String... expected) {
        MxRoute route = new MxHosts(FakeZones.of(zone), "us.test", new Random(1)).of(new Domain("a.test"));
        assertEquals(List.of(expected), route.hosts());
    }
}
