package org.sealpost.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final SignInLimits limits = new SignInLimits(() -> now);

    @Test
    void theSixthTryFromOneNetworkWaits() {
        tryTimes(5, "sam@clinic.test", "192.0.2.1");
        assertEquals(Optional.of(Duration.ofMinutes(15)), limits.tried("sam@clinic.test", "192.0.2.77"));
    }

    @Test
    void somebodyElseInAnotherNetworkIsNotLockedOut() {
        tryTimes(6, "sam@clinic.test", "192.0.2.1");
        assertFalse(limits.tried("sam@clinic.test", "198.51.100.1").isPresent());
    }

    @Test
    void aQuarterOfAnHourLaterTheTriesAreBack() {
        tryTimes(6, "sam@clinic.test", "192.0.2.1");
        now = now.plus(Duration.ofMinutes(15));
        assertFalse(limits.tried("sam@clinic.test", "192.0.2.1").isPresent());
    }

    @Test
    void theRightPasswordStartsAnew() {
        tryTimes(4, "sam@clinic.test", "192.0.2.1");
        limits.succeeded("sam@clinic.test", "192.0.2.1");
        tryTimes(5, "sam@clinic.test", "192.0.2.1");
        assertTrue(limits.tried("sam@clinic.test", "192.0.2.1").isPresent());
    }

    @Test
    void aProgramOnManyConnectionsIsLockedByWrongTriesOnly() {
        for (int i = 0; i < 40; i++) {
            assertFalse(limits.locked("sam@clinic.test", "192.0.2.1").isPresent());
        }
        tryTimes(5, "sam@clinic.test", "192.0.2.1");
        assertEquals(Optional.of(Duration.ofMinutes(15)), limits.locked("sam@clinic.test", "192.0.2.77"));
        limits.cleared("sam@clinic.test", "192.0.2.1");
        assertFalse(limits.locked("sam@clinic.test", "192.0.2.77").isPresent());
    }

    @Test
    void oneNetworkCannotGuessAtManyAddresses() {
        for (int i = 0; i < 60; i++) {
            assertFalse(limits.tried("user" + i + "@clinic.test", "192.0.2.1").isPresent());
        }
        assertTrue(limits.tried("another@clinic.test", "192.0.2.1").isPresent());
    }

    @Test
    void wholeOfficeBehindOneAddressSignsInAndItsGuessesStillCount() {
        for (int i = 0; i < 200; i++) {
            assertFalse(limits.tried("user" + i + "@clinic.test", "192.0.2.1").isPresent());
            limits.succeeded("user" + i + "@clinic.test", "192.0.2.1");
        }
        for (int i = 0; i < 60; i++) {
            assertFalse(limits.tried("guess" + i + "@clinic.test", "192.0.2.1").isPresent());
        }
        assertTrue(limits.tried("another@clinic.test", "192.0.2.1").isPresent());
    }

    @Test
    void manyMachinesCannotGuessAtOneAddress() {
        for (int i = 0; i < 200; i++) {
            assertFalse(limits.tried("sam@clinic.test", "10.1." + i + ".1").isPresent());
        }
        assertTrue(limits.tried("sam@clinic.test", "10.2.0.1").isPresent());
    }

    @Test
    void aNetworkIsAQuarterOfAnIpv6Address() {
        assertEquals(Quotas.network("2001:db8:1:2::1", 8), Quotas.network("2001:db8:1:2:ffff::9", 8));
        assertFalse(Quotas.network("2001:db8:1:2::1", 8).equals(Quotas.network("2001:db8:1:3::1", 8)));
    }

    private void tryTimes(int times, String address, String remote) {
        for (int i = 0; i < times; i++) {
            limits.tried(address, remote);
        }
    }
}
