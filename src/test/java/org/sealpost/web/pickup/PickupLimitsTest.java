package org.sealpost.web.pickup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.FixedTime;
import org.sealpost.directory.Quotas;

class PickupLimitsTest {

    private final FixedTime clock = FixedTime.atNoon();
    private final PickupLimits limits = new PickupLimits(clock);

    @Test
    void oneAddressPresses120TimesInTenMinutes() {
        for (int i = 0; i < 120; i++) {
            assertEquals(Optional.empty(), limits.pressed("192.0.2.1"));
        }
        assertTrue(limits.pressed("192.0.2.1").isPresent());
        assertEquals(Optional.empty(), limits.pressed("192.0.2.2"));
        clock.pass(Duration.ofMinutes(10));
        assertEquals(Optional.empty(), limits.pressed("192.0.2.1"));
    }

    @Test
    void changingTheAddressInsideOneNetworkHelpsOnlySoFar() {
        int pressed = 0;
        for (int i = 0; i < 1000; i++) {
            pressed += limits.pressed("2001:db8:1:" + Integer.toHexString(i) + "::1").isEmpty() ? 1 : 0;
        }
        assertEquals(600, pressed);
        assertEquals(Optional.empty(), limits.pressed("2001:db8:2::1"));
    }

    @Test
    void eightCodesAnHourGoToOneDoor() {
        for (int i = 0; i < 8; i++) {
            assertEquals(Optional.empty(), limits.asked("K7QM-4TRX"));
        }
        assertTrue(limits.asked("K7QM-4TRX").isPresent());
        assertEquals(Optional.empty(), limits.asked("K7QM-4TRY"));
    }

    @Test
    void networksAreTakenWhole() {
        assertEquals(Quotas.network("192.0.2.1", 6), Quotas.network("192.0.2.254", 6));
        assertNotEquals(Quotas.network("192.0.2.1", 6), Quotas.network("192.0.3.1", 6));
        assertEquals(Quotas.network("2001:db8:1:2::3", 6), Quotas.network("2001:db8:1:ffff::4", 6));
    }
}
