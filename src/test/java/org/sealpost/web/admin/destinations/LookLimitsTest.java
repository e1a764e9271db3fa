package org.sealpost.web.admin.destinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;
import org.sealpost.testing.FixedTime;

class LookLimitsTest {

    private final FixedTime clock = FixedTime.atNoon();
    private final LookLimits limits = new LookLimits();

    @BeforeEach
    void begin() {
        limits.count(clock);
    }

    @Test
    void oneDomainIsLookedAtTwelveTimesInFiveMinutesWhoeverAsks() {
        Domain vos = new Domain("vos.example");
        for (int i = 0; i < 12; i++) {
            assertEquals(Optional.empty(), limits.taken(i, vos));
        }
        assertEquals(Optional.of(Duration.ofMinutes(5)), limits.taken(99, vos));
        assertEquals(Optional.empty(), limits.taken(99, new Domain("other.example")));
        clock.pass(Duration.ofMinutes(5));
        assertEquals(Optional.empty(), limits.taken(99, vos));
    }

    @Test
    void oneAccountAsksThirtyTimesInFiveMinutesAndOthersAreNotKeptWaiting() {
        for (int i = 0; i < 30; i++) {
            assertEquals(Optional.empty(), limits.taken(1, new Domain("d" + i + ".example")));
        }
        assertTrue(limits.taken(1, new Domain("d30.example")).isPresent());
        assertEquals(Optional.empty(), limits.taken(2, new Domain("d30.example")));
    }
}
