package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.escrow.Route.LINK;
import static org.sealpost.escrow.Route.REFERENCE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;

class PickupTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final byte[] HASH = {1, 2, 3};

    private final Pickup pickup = Samples.pickup(IdentityCheck.CODE, NOW);

    private static Instant after(String duration) {
        return NOW.plus(Duration.parse(duration));
    }

    @Test
    void fiveWrongTriesLockTheRouteForADay() {
        for (int left = 4; left > 0; left--) {
            assertEquals(new Verdict.Wrong(left), pickup.verify(LINK, false, NOW));
        }
        Closed locked = new Closed(Closed.Cause.LOCKED, Optional.of(after("PT24H")));
        assertEquals(new Verdict.Shut(locked, true), pickup.verify(LINK, false, NOW));
        assertEquals(new Verdict.Shut(locked, false), pickup.verify(LINK, true, after("PT23H59M59S")));
        assertEquals(new Verdict.Passed(), pickup.verify(LINK, true, after("PT24H")));
    }

    @Test
    void wrongTriesLockOnlyTheRouteTheyCameBy() {
        wrongFiveTimes(LINK, NOW);
        assertTrue(pickup.closed(LINK, NOW).isPresent());
        assertTrue(pickup.closed(REFERENCE, NOW).isEmpty());
        assertEquals(new Verdict.Passed(), pickup.verify(REFERENCE, true, NOW));
        assertTrue(pickup.closed(LINK, NOW).isPresent());
    }

    @Test
    void theThirdLockStaysUntilTheSenderOpensIt() {
        wrongFiveTimes(LINK, NOW);
        wrongFiveTimes(LINK, after("P1D"));
        wrongFiveTimes(LINK, after("P2D"));
        assertEquals(Optional.of(new Closed(Closed.Cause.LOCKED, Optional.empty())), pickup.closed(LINK, after("P20D")));
        assertTrue(pickup.unlock(after("P20D")));
        assertEquals(new Verdict.Passed(), pickup.verify(LINK, true, after("P20D")));
    }

    @Test
    void aRightTryForgivesTheWrongOnes() {
        pickup.verify(LINK, false, NOW);
        pickup.verify(LINK, true, NOW);
        assertEquals(new Verdict.Wrong(4), pickup.verify(LINK, false, NOW));
    }

    @Test
    void aCodeLivesTenMinutesFromItsDelivery() {
        pickup.code(1, HASH, NOW);
        pickup.codeDelivered(1, after("PT7M"));
        assertArrayEquals(HASH, pickup.code(after("PT16M59S")).orElseThrow());
        assertTrue(pickup.code(after("PT17M")).isEmpty());
    }

    @Test
    void aSecondReportDoesNotProlongACode() {
        pickup.code(1, HASH, NOW);
        pickup.codeDelivered(1, after("PT1M"));
        pickup.codeDelivered(1, after("PT9M"));
        assertTrue(pickup.code(after("PT11M")).isEmpty());
    }

    @Test
    void theReportOfAnOlderCodeDoesNotTouchTheNewOne() {
        pickup.code(1, HASH, after("PT1M"));
        pickup.codeDelivered(1, after("PT30S"));
        assertTrue(pickup.code(after("PT12M")).isPresent());
    }

    @Test
    void whatBecameOfAnOlderCodeIsNothingToTheNewOne() {
        pickup.code(1, HASH, NOW);
        pickup.code(2, new byte[] {9}, after("PT30S"));
        assertFalse(pickup.codeFailed(1));
        pickup.codeDelivered(1, after("PT1M"));
        assertArrayEquals(new byte[] {9}, pickup.code(after("PT59M")).orElseThrow());
        assertTrue(pickup.codeFailed(2));
    }

    @Test
    void aCodeThatNobodyReportedEndsAfterAnHour() {
        pickup.code(1, HASH, NOW);
        assertTrue(pickup.code(after("PT59M59S")).isPresent());
        assertTrue(pickup.code(after("PT1H")).isEmpty());
    }

    @Test
    void aCodeIsGoodForOneUse() {
        pickup.code(1, HASH, NOW);
        pickup.verify(LINK, true, NOW);
        assertTrue(pickup.code(NOW).isEmpty());
    }

    @Test
    void anotherCodeIsMailedAfterThirtySecondsAndReplacesTheFirst() {
        assertTrue(pickup.takesCode(LINK, NOW));
        pickup.code(1, HASH, NOW);
        assertFalse(pickup.takesCode(LINK, after("PT29S")));
        assertTrue(pickup.takesCode(LINK, after("PT30S")));
        pickup.code(2, new byte[] {9}, after("PT30S"));
        assertArrayEquals(new byte[] {9}, pickup.code(after("PT31S")).orElseThrow());
    }

    @Test
    void noCodeIsMailedWhereNobodyMayTry() {
        wrongFiveTimes(LINK, NOW);
        assertFalse(pickup.takesCode(LINK, NOW));
        assertTrue(pickup.takesCode(REFERENCE, NOW));
        assertFalse(Samples.pickup(IdentityCheck.QUESTION, NOW).takesCode(LINK, NOW));
        pickup.withdraw(NOW);
        assertFalse(pickup.takesCode(REFERENCE, NOW));
    }

    @Test
    void aCodeThatCouldNotBeMailedCountsNoMoreAndMayBeAskedForAgain() {
        pickup.code(1, HASH, NOW);
        assertTrue(pickup.codeFailed(1));
        assertFalse(pickup.codeFailed(1));
        assertTrue(pickup.code(NOW).isEmpty());
        assertTrue(pickup.takesCode(LINK, NOW));
    }

    @Test
    void aCodeThatArrivedCannotFailAnyMore() {
        pickup.code(1, HASH, NOW);
        pickup.codeDelivered(1, after("PT1S"));
        assertFalse(pickup.codeFailed(1));
        assertTrue(pickup.code(after("PT2S")).isPresent());
    }

    @Test
    void isOpenUntilItExpires() {
        assertTrue(pickup.ended(after("P30D").minusNanos(1)).isEmpty());
        assertEquals(Closed.Cause.EXPIRED, pickup.ended(after("P30D")).orElseThrow().cause());
        assertInstanceOf(Verdict.Shut.class, pickup.verify(LINK, true, after("P30D")));
    }

    @Test
    void expiresOnceAndNotBeforeItsTime() {
        assertFalse(pickup.expire(after("P29D")));
        assertTrue(pickup.expire(after("P31D")));
        assertFalse(pickup.expire(after("P31D")));
        assertEquals(Optional.of(after("P30D")), pickup.ended(after("P31D")).orElseThrow().at());
    }

    @Test
    void whatIsWithdrawnStaysSo() {
        pickup.code(1, HASH, NOW);
        assertTrue(pickup.withdraw(after("P1D")));
        assertFalse(pickup.withdraw(after("P2D")));
        assertFalse(pickup.extend(30, after("P2D")));
        assertFalse(pickup.unlock(after("P2D")));
        assertFalse(pickup.expire(after("P40D")));
        assertTrue(pickup.code(after("P1D")).isEmpty());
        assertEquals(Closed.since(Closed.Cause.WITHDRAWN, after("P1D")), pickup.ended(after("P40D")).orElseThrow());
        assertInstanceOf(Verdict.Shut.class, pickup.verify(LINK, true, after("P1D")));
    }

    @Test
    void isExtendedByDaysUpToAYear() {
        assertTrue(pickup.extend(10, NOW));
        assertEquals(after("P40D"), pickup.expiresAt());
        assertTrue(pickup.extend(1000, NOW));
        assertEquals(after("P365D"), pickup.expiresAt());
        assertFalse(pickup.extend(0, NOW));
        assertFalse(pickup.extend(-5, NOW));
        assertFalse(pickup.extend(10, after("P365D")));
    }

    @Test
    void anotherCheckIsTriedFromTheBeginning() {
        pickup.code(1, HASH, NOW);
        wrongFiveTimes(LINK, NOW);
        pickup.ask(IdentityCheck.QUESTION, new byte[] {1}, new byte[] {2});
        assertTrue(pickup.closed(LINK, NOW).isEmpty());
        assertTrue(pickup.code(NOW).isEmpty());
        assertTrue(pickup.isSecret(new byte[] {2}));
        assertFalse(pickup.isSecret(new byte[] {3}));
    }

    @Test
    void eachChangeOfTheCheckIsAnotherVersion() {
        int first = pickup.termsVersion();
        pickup.ask(IdentityCheck.QUESTION, new byte[] {1}, new byte[] {2});
        int second = pickup.termsVersion();
        pickup.ask(IdentityCheck.QUESTION, new byte[] {1}, new byte[] {2});
        assertTrue(first < second && second < pickup.termsVersion());
    }

    @Test
    void openedIsNotRead() {
        assertTrue(pickup.open(NOW));
        assertFalse(pickup.open(after("PT1M")));
        PickupFacts facts = pickup.facts(NOW);
        assertEquals(Optional.of(NOW), facts.openedAt());
        assertEquals(Optional.empty(), facts.readAt());
        assertEquals(Optional.empty(), facts.downloadedAt());
        assertEquals(Optional.empty(), facts.repliedAt());
    }

    private void wrongFiveTimes(Route route, Instant at) {
        for (int i = 0; i < 5; i++) {
            pickup.verify(route, false, at);
        }
    }

    @Test
    void theDaysRunFromTheDeliveryOfTheNotice() {
        Instant until = pickup.expiresAt();
        assertTrue(pickup.noticeDelivered(after("P2D")));
        assertEquals(until.plus(Duration.ofDays(2)), pickup.expiresAt());
    }

    @Test
    void whatExpiredBeforeItsNoticeArrivedWaitsFromThen() {
        Instant late = pickup.expiresAt().plus(Duration.ofDays(1));
        assertTrue(pickup.expire(late));
        assertTrue(pickup.noticeDelivered(late));
        assertTrue(pickup.ended(late).isEmpty());
        assertFalse(pickup.expire(late));
    }

    @Test
    void whatWasWithdrawnStaysSoWhenItsNoticeArrives() {
        pickup.withdraw(NOW);
        assertFalse(pickup.noticeDelivered(after("P1D")));
        assertEquals(Closed.Cause.WITHDRAWN, pickup.ended(after("P1D")).orElseThrow().cause());
    }
}
