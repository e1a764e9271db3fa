package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;

class DecoysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Decoys decoys = new Decoys();
    private final Door door = new Door(0, 0, Route.REFERENCE, "K7QM-4TRX", "Bob@no-tls.test");

    @Test
    void looksLikeADoorWithACode() {
        Challenge challenge = decoys.start(door, NOW);
        assertEquals(IdentityCheck.CODE, challenge.check());
        assertEquals("B···@no-tls.test", challenge.recipient());
        assertEquals(Optional.of(NOW), challenge.sentAt());
        assertEquals(Optional.of(NOW.plusSeconds(30)), challenge.resendAt());
        assertEquals(5, challenge.triesLeft());
    }

    @Test
    void locksLikeOneAndStaysLockedForOtherVisitorsToo() {
        for (int left = 4; left > 0; left--) {
            assertEquals(new Verdict.Wrong(left), decoys.verify(door, NOW));
        }
        assertTrue(assertInstanceOf(Verdict.Shut.class, decoys.verify(door, NOW)).justNow());
        Door sameDoor = new Door(0, 0, Route.REFERENCE, "K7QM-4TRX", "bob@NO-TLS.test");
        assertTrue(decoys.challenge(sameDoor, NOW).closed().isPresent());
        assertTrue(decoys.challenge(sameDoor, NOW.plus(Duration.ofHours(24))).closed().isEmpty());
    }

    @Test
    void saysThatACodeWasSentOnlyEveryHalfMinute() {
        decoys.start(door, NOW);
        assertEquals(Optional.of(NOW), decoys.start(door, NOW.plusSeconds(29)).sentAt());
        assertEquals(Optional.of(NOW.plusSeconds(30)), decoys.start(door, NOW.plusSeconds(30)).sentAt());
    }
}
