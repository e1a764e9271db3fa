package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Leases leases = new Leases();

    @Test
    void processThatWasStoppedForAWhileHoldsNothingAnyMore() {
        leases.grant(List.of(1L, 2L), NOON.plusSeconds(60));
        assertTrue(leases.stand(List.of(1L, 2L), NOON.plusSeconds(54)));
        assertFalse(leases.stand(List.of(1L, 2L), NOON.plusSeconds(55)));
        assertFalse(leases.stand(List.of(1L), NOON.plusSeconds(600)));
    }

    @Test
    void onlyWhatTheQueueRenewedGoesOn() {
        leases.grant(List.of(1L, 2L), NOON.plusSeconds(60));
        leases.renew(List.of(1L, 2L), List.of(1L), NOON.plusSeconds(90));
        assertTrue(leases.stand(List.of(1L), NOON.plusSeconds(80)));
        assertFalse(leases.stand(List.of(2L), NOON.plusSeconds(1)));
        assertFalse(leases.stand(List.of(1L, 2L), NOON.plusSeconds(1)));
    }

    @Test
    void nobodyEverHeldWhatWasNotGranted() {
        assertFalse(leases.stand(List.of(7L), NOON));
        leases.grant(List.of(7L), NOON.plusSeconds(60));
        leases.end(List.of(7L));
        assertFalse(leases.stand(List.of(7L), NOON));
        leases.renew(List.of(7L), List.of(7L), NOON.plusSeconds(60));
        assertEquals(List.of(), leases.held());
    }
}
