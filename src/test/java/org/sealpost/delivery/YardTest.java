package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;

class YardTest {

    private static final Domain SLOW = new Domain("slow.test");

    private final Yard yard = new Yard(8, 4);
    private long ids;

    @Test
    void domainsTakeTurnsHoweverMuchOneOfThemHas() {
        park("slow.test", "MAIL", 3);
        park("a.test", "MAIL", 1);
        park("b.test", "MAIL", 2);
        assertEquals(List.of("slow.test", "a.test", "b.test", "slow.test", "b.test", "slow.test"), driven(new Lanes(10, 10)));
    }

    @Test
    void whoHasNoLaneKeepsNobodyWaiting() {
        Lanes lanes = new Lanes(10, 1);
        assertTrue(lanes.enter(SLOW));
        park("slow.test", "MAIL", 2);
        park("a.test", "MAIL", 1);
        assertEquals(List.of("a.test"), driven(lanes));
        lanes.leave(SLOW);
        assertEquals(List.of("slow.test"), driven(lanes));
    }

    @Test
    void systemMailGoesBeforeTheOthersOfItsDomain() {
        park("a.test", "MAIL", 1);
        park("a.test", "CODE", 1);
        assertEquals(Optional.of(2L), yard.next(new Lanes(10, 10)).map(load -> load.first().id()));
    }

    @Test
    void nothingMoreIsWantedOfADomainThatFillsItsHalf() {
        park("slow.test", "MAIL", 3);
        assertFalse(yard.wants(SLOW));
        assertTrue(yard.wants(new Domain("a.test")));
        assertEquals(List.of("slow.test"), yard.full());
        yard.next(new Lanes(10, 10));
        assertTrue(yard.wants(SLOW));
        assertEquals(List.of(), yard.full());
    }

    @Test
    void nothingMoreIsWantedAtAllWhileTheYardIsHalfFull() {
        park("a.test", "MAIL", 2);
        park("b.test", "MAIL", 2);
        park("c.test", "MAIL", 1);
        assertFalse(yard.wants(SLOW));
        assertEquals(3, yard.room());
    }

    @Test
    void whoIsSentAwayIsGone() {
        park("a.test", "MAIL", 2);
        assertEquals(2, yard.clear().size());
        assertEquals(List.of(), driven(new Lanes(10, 10)));
        assertEquals(8, yard.room());
    }

    private List<String> driven(Lanes lanes) {
        List<String> driven = new ArrayList<>();
        for (Optional<Load> next = yard.next(lanes); next.isPresent(); next = yard.next(lanes)) {
            driven.add(next.get().domain().name());
        }
        return driven;
    }

    private void park(String domain, String kind, int loads) {
        Address sam = Address.of("sam@clinic.test");
        Decision decision = new Decision(Decision.Handling.ORDINARY, List.of(), Decision.End.HOLD, TlsLevel.NONE, TlsLevel.NONE,
                TlsVersion.TLS_1_2, false, Duration.ZERO, false, false, List.of(Reason.of("test")));
        for (int i = 0; i < loads; i++) {
            Message message = new Message(UUID.randomUUID(), kind, ReversePath.of(sam), sam, Instant.parse("2026-11-23T10:00:00Z"));
            Delivery delivery = new Delivery(++ids, message, Address.of("anna@" + domain), true, decision, IdentityCheck.CODE);
            yard.park(new Load(delivery.recipient().domain(), List.of(delivery)));
        }
    }
}
