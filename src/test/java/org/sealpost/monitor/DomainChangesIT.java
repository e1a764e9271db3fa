package org.sealpost.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;

@ExtendWith(ArquillianExtension.class)
class DomainChangesIT {

    private static final Instant NOW = Instant.now();
    /** So late that the server's own rounds leave these domains, and those of other tests, alone. */
    private static final Instant TURN = NOW.plus(Duration.ofDays(3));
    private static final Sight GOOD = new Sight(TlsLevel.VERIFIED, Dane.NONE, Sts.ENFORCE, true, false);
    private static final Sight BAD = new Sight(TlsLevel.NONE, Dane.NONE, Sts.ENFORCE, true, false);
    private static final Change FALL = new Change(Change.What.LEVEL, "VERIFIED", "NONE", true);

    @Inject
    private DomainChanges changes;
    @Inject
    private Destinations destinations;

    @Test
    void aFallIsToldOnceAndEndsWhenItIsMadeGood() {
        Domain domain = known("fallen.monitor.example");
        assertEquals(List.of(), changes.see(domain, GOOD, NOW));
        assertEquals(List.of(FALL), changes.see(domain, BAD, NOW));
        assertEquals(List.of(), changes.see(domain, BAD, NOW));
        assertEquals(List.of(FALL), changes.falls(domain));
        changes.see(domain, GOOD, NOW);
        assertEquals(List.of(), changes.falls(domain));
    }

    @Test
    void aDomainThatHadItsTurnWaitsForTheNext() {
        Domain domain = known("turn.monitor.example");
        assertFalse(changes.due(TURN.minusSeconds(60), 1_000).contains(domain));
        assertTrue(changes.due(TURN, 1_000).contains(domain));
        changes.postpone(domain, TURN.plus(Duration.ofHours(23)));
        changes.enlist(() -> TURN);
        assertFalse(changes.due(TURN, 1_000).contains(domain), "being enlisted again gives no second turn");
        assertTrue(changes.due(TURN.plus(Duration.ofDays(1)), 1_000).contains(domain));
    }

    /** In a time of its own, far from that of the server's own rounds. */
    @Test
    void onlyOneLooksAtATime() {
        Instant later = NOW.plus(Duration.ofDays(30));
        assertTrue(changes.lease("one", later, Duration.ofMinutes(30)));
        assertFalse(changes.lease("other", later.plusSeconds(60), Duration.ofMinutes(30)));
        assertTrue(changes.lease("one", later.plusSeconds(60), Duration.ofMinutes(30)));
        assertTrue(changes.lease("other", later.plus(Duration.ofHours(1)), Duration.ofMinutes(30)));
    }

    private Domain known(String name) {
        Domain domain = new Domain(name);
        destinations.learn(domain, Evidence.unreached(NOW, "mx1." + name, Reason.of("tls.none")));
        changes.enlist(() -> TURN);
        return domain;
    }
}
