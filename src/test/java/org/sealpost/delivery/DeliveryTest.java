package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.OPENPGP;
import static org.sealpost.assurance.Protection.TLS;
import static org.sealpost.assurance.TlsLevel.ENCRYPTED;
import static org.sealpost.assurance.TlsLevel.NONE;
import static org.sealpost.assurance.TlsLevel.VERIFIED;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.mail.Address;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mail.ReversePath;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.End;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.TlsDemand;

class DeliveryTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Address SAM = Address.of("sam@clinic.test");
    private static final Address BOB = Address.of("bob@no-tls.test");
    private static final EnhancedStatus STATUS = new EnhancedStatus(4, 0, 0);

    private static final Reason MADE = Reason.of("protected.openpgp", "0123456789ABCDEF");

    private Instant now = START;

    // ---- delivered

    @Test
    void deliveredByTlsIsTheEnd() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, ESCROW);
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.DELIVERED, VERIFIED));
        assertEquals(State.DELIVERED, delivery.state());
        assertEquals(Optional.of(now), delivery.endedAt());
    }

    @Test
    void deliveredNoticeIsNoDeliveredMessage() {
        Delivery delivery = secure(End.RETURN, HOUR, ESCROW);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        apply(delivery, Outcome.Kind.DELIVERED, ENCRYPTED);
        assertEquals(State.WAITING_FOR_PICKUP, delivery.state());
        assertFalse(delivery.copy().isMade());
    }

    // ---- deferred

    @Test
    void deferredWaitsWithTheSameProtectionHoweverOften() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, ESCROW);
        for (int i = 0; i < 15; i++) {
            assertEquals(Set.of(), apply(delivery, Outcome.Kind.DEFERRED, NONE));
            assertEquals(Optional.of(TLS), delivery.protection());
            assertTrue(delivery.dueAt().isAfter(now));
            now = now.plus(Duration.ofMinutes(10));
        }
        assertEquals(State.QUEUED, delivery.state());
    }

    @Test
    void senderIsToldOnceThatItTakesLonger() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS);
        now = START.plus(Duration.ofHours(4));
        assertEquals(Set.of(Consequence.WARN), apply(delivery, Outcome.Kind.DEFERRED, NONE));
        now = now.plus(HOUR);
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.DEFERRED, NONE));
    }

    @Test
    void afterFiveDaysItGoesBack() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, ESCROW);
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(Consequence.RETURN), apply(delivery, Outcome.Kind.DEFERRED, NONE));
        assertEquals(State.RETURNED, delivery.state());
        assertEquals("expired.queue", reason(delivery));
    }

    @Test
    void exclusiveIsDroppedWithoutABounce() {
        Delivery waiting = secure(End.DROP, Duration.ZERO, TLS);
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(), apply(waiting, Outcome.Kind.DEFERRED, NONE));
        assertEquals(State.DROPPED, waiting.state());
        Delivery insecure = secure(End.DROP, Duration.ZERO, TLS);
        assertEquals(Set.of(), apply(insecure, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.DROPPED, insecure.state());
    }

    // ---- refused

    @Test
    void refusedGoesBackAndNeverToAnotherProtection() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, ESCROW);
        assertEquals(Set.of(Consequence.RETURN), apply(delivery, Outcome.Kind.REFUSED, VERIFIED));
        assertEquals(State.RETURNED, delivery.state());
        assertEquals(Optional.of(TLS), delivery.protection());
    }

    @Test
    void withoutAReversePathNobodyIsToldSoThatNothingLoops() {
        Delivery report = new Delivery(1, message("DSN", ReversePath.NULL), BOB, true, ordinary(), IdentityCheck.CODE);
        assertEquals(Set.of(), apply(report, Outcome.Kind.REFUSED, NONE));
        assertEquals(State.DROPPED, report.state());
    }

    // ---- insecure

    @Test
    void insecureMovesToTheNextProtectionAtOnceWithoutPatience() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, OPENPGP, ESCROW);
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(Optional.of(OPENPGP), delivery.protection());
        assertEquals(now, delivery.dueAt());
        assertTrue(delivery.needsProtection());
    }

    @Test
    void insecureWaitsOutThePatienceAndThenMovesExactlyOnce() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, OPENPGP, ESCROW);
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(TLS), delivery.protection());
        assertTrue(delivery.dueAt().isAfter(now) && !delivery.dueAt().isAfter(START.plus(HOUR)));
        now = START.plus(Duration.ofMinutes(59));
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(TLS), delivery.protection());
        assertEquals(START.plus(HOUR), delivery.dueAt());
        now = START.plus(HOUR);
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(OPENPGP), delivery.protection());
    }

    @Test
    void insecureWhereTlsIsRequiredGoesBack() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS);
        assertEquals(Set.of(Consequence.RETURN), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.RETURNED, delivery.state());
    }

    @Test
    void uncertainMessageIsTriedTheSameWayAndNeverByAnotherProtection() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        delivery.apply(new Outcome(Outcome.Kind.DEFERRED, STATUS, Reason.of("smtp.uncertain"), true, false, seen(VERIFIED)), now,
                RetrySchedule.MAIL, new Random(1));
        now = now.plus(HOUR);
        apply(delivery, Outcome.Kind.INSECURE, NONE);
        assertEquals(Optional.of(TLS), delivery.protection());
        assertEquals(State.QUEUED, delivery.state());
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(Consequence.RETURN), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals("expired.uncertain", reason(delivery));
    }

    @Test
    void ordinaryMailBelowTheMemoryIsHeldWithOneAlarmAndThenReturned() {
        Delivery delivery = new Delivery(1, message("MAIL", ReversePath.of(SAM)), BOB, true, ordinary(), IdentityCheck.CODE);
        assertEquals(Set.of(Consequence.ALARM), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.QUEUED, delivery.state());
        now = now.plus(Duration.ofMinutes(10));
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.INSECURE, NONE));
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(Consequence.RETURN), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.RETURNED, delivery.state());
    }

    @Test
    void noticeBelowTheRoadFloorIsHeldAndNoFallbackHelps() {
        Delivery delivery = delivery(decision(Handling.SECURE, End.RETURN, VERIFIED, Duration.ZERO, ESCROW), IdentityCheck.QUESTION);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertEquals(Set.of(Consequence.ALARM), apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED));
        assertEquals(State.QUEUED, delivery.state());
        assertTrue(delivery.copy().isMade());
        assertEquals(TlsDemand.of(NONE), delivery.demand());
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void roadBelowItsFloorIsWaitedForWithOneAlarmAndNeverConverted(End end) {
        Delivery delivery = secure(end, Duration.ZERO, TLS, ESCROW);
        assertEquals(Set.of(Consequence.ALARM), belowFloor(delivery));
        now = now.plus(HOUR);
        assertEquals(Set.of(), belowFloor(delivery));
        assertEquals(State.QUEUED, delivery.state());
        assertEquals(Optional.of(TLS), delivery.protection());
        now = START.plus(Duration.ofDays(5));
        belowFloor(delivery);
        assertEquals(end == End.DROP ? State.DROPPED : State.RETURNED, delivery.state());
    }

    @Test
    void roadThatIsAboveItsFloorAgainIsConvertedAfterPatienceAsIfNothingHadBeen() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS, ESCROW);
        belowFloor(delivery);
        now = now.plus(Duration.ofMinutes(10));
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(TLS), delivery.protection());
    }

    @Test
    void messageForTheWholeWayDemandsThePromiseForItselfAndNotForItsNotice() {
        Decision decided = new Decision(Handling.SECURE, List.of(TLS, ESCROW), End.RETURN, TlsLevel.AUTHENTICATED, NONE,
                TlsVersion.TLS_1_2, true, Duration.ZERO, false, false, List.of(Reason.of("test")));
        Delivery delivery = delivery(decided, IdentityCheck.QUESTION);
        assertTrue(delivery.demand().requireTls());
        apply(delivery, Outcome.Kind.INSECURE, VERIFIED);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertFalse(delivery.demand().requireTls());
        assertEquals(NONE, delivery.demand().atLeast());
    }

    @Test
    void lostTlsAlarmsOnceEvenWhereTheFallbackSucceeds() {
        Decision lost = new Decision(Handling.SECURE, List.of(ESCROW), End.RETURN, VERIFIED, NONE, TlsVersion.TLS_1_2, false, Duration.ZERO, true,
                false, List.of(Reason.of("memory.lost")));
        Delivery delivery = delivery(lost, IdentityCheck.QUESTION);
        assertEquals(Set.of(Consequence.ALARM), apply(delivery, Outcome.Kind.DEFERRED, NONE));
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.DELIVERED, NONE));
    }

    // ---- a key that can't be used any more

    @Test
    void keyThatEndedMeanwhileLeadsToTheNextProtectionAtOnceAndIsSaid() {
        Delivery delivery = secure(End.RETURN, HOUR, OPENPGP, ESCROW);
        assertEquals(Set.of(), delivery.cannotBeProtected(Reason.of("key.openpgp.expired", "0123456789ABCDEF"), now));
        assertEquals(State.QUEUED, delivery.state());
        assertEquals(Optional.of(ESCROW), delivery.protection());
        assertEquals(now, delivery.dueAt());
        assertEquals("key.openpgp.expired", reason(delivery));
        assertTrue(delivery.needsProtection(), "nothing of it leaves as it is");
    }

    @Test
    void copyForAKeyIsMadeAnewForEachAttemptSinceTheKeyMayHaveBeenCalledBack() {
        Delivery delivery = secure(End.RETURN, HOUR, OPENPGP, ESCROW);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertFalse(delivery.needsProtection());
        apply(delivery, Outcome.Kind.DEFERRED, NONE);
        assertTrue(delivery.needsProtection());
        assertEquals(Optional.of(OPENPGP), delivery.protection());

        Delivery notice = secure(End.RETURN, HOUR, ESCROW);
        notice.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        apply(notice, Outcome.Kind.DEFERRED, NONE);
        assertFalse(notice.needsProtection(), "a notice holds no content");
    }

    @Test
    void copyThatMayHaveArrivedIsSentAgainAsItWas() {
        Delivery delivery = secure(End.RETURN, HOUR, OPENPGP, ESCROW);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        delivery.apply(new Outcome(Outcome.Kind.DEFERRED, STATUS, Reason.of("smtp.uncertain"), true, false, seen(VERIFIED)), now,
                RetrySchedule.MAIL, new Random(1));
        assertFalse(delivery.needsProtection());
        assertEquals(Optional.of(7L), delivery.copy().contentId());
    }

    @Test
    void withoutANextProtectionItGoesBackOrIsDroppedAsDecided() {
        Delivery back = secure(End.RETURN, HOUR, OPENPGP);
        assertEquals(Set.of(Consequence.RETURN), back.cannotBeProtected(Reason.of("key.openpgp.revoked", "0123456789ABCDEF"), now));
        assertEquals(State.RETURNED, back.state());
        Delivery dropped = secure(End.DROP, HOUR, OPENPGP);
        dropped.cannotBeProtected(Reason.of("key.openpgp.revoked", "0123456789ABCDEF"), now);
        assertEquals(State.DROPPED, dropped.state());
    }

    @Test
    void whatWasWithdrawnMeanwhileStaysSo() {
        Delivery delivery = secure(End.RETURN, HOUR, OPENPGP, ESCROW);
        delivery.withdraw(now, Reason.of("withdrawn"));
        assertEquals(Set.of(), delivery.cannotBeProtected(Reason.of("key.openpgp.expired", "0123456789ABCDEF"), now));
        assertEquals(State.WITHDRAWN, delivery.state());
    }

    // ---- a code and a clear road

    @Test
    void codeOnAClearRoadWaitsForAQuestionAndNothingLeaves() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        assertEquals(Set.of(Consequence.ASK), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.HELD, delivery.state());
        assertTrue(delivery.isWaitingForTerms());
        assertEquals("pickup.question.needed", reason(delivery));
    }

    @Test
    void codeOnAnEncryptedRoadNeedsNoQuestion() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED));
        assertEquals(State.QUEUED, delivery.state());
        assertEquals(Optional.of(ESCROW), delivery.protection());
    }

    @Test
    void questionOnAClearRoadGoesOn() {
        Delivery delivery = delivery(decision(Handling.SECURE, End.RETURN, NONE, Duration.ZERO, TLS, ESCROW), IdentityCheck.QUESTION);
        apply(delivery, Outcome.Kind.INSECURE, NONE);
        assertEquals(State.QUEUED, delivery.state());
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertEquals(TlsDemand.of(NONE), delivery.demand());
    }

    @Test
    void noticeWithACodeNeverTravelsInClearEvenIfNothingWasKnown() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, ESCROW);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertEquals(TlsDemand.of(ENCRYPTED), delivery.demand());
        assertEquals(Set.of(Consequence.ASK), apply(delivery, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.HELD, delivery.state());
    }

    @Test
    void answeredQuestionLetsItGoOnWithANewNotice() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        apply(delivery, Outcome.Kind.INSECURE, NONE);
        delivery.setTerms(IdentityCheck.QUESTION, new byte[] {1});
        assertTrue(delivery.resume(now));
        assertEquals(State.QUEUED, delivery.state());
        assertEquals(now, delivery.dueAt());
        assertTrue(delivery.needsProtection());
    }

    @Test
    void heldTooLongGoesBack() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        apply(delivery, Outcome.Kind.INSECURE, NONE);
        assertEquals(START.plus(Duration.ofDays(5)), delivery.dueAt());
        assertEquals(Set.of(Consequence.RETURN), delivery.giveUp(Reason.of("held.too.long"), now));
    }

    @Test
    void codeThatNoRoadCanCarryIsDroppedAtOnceAndNobodyWaits() {
        Delivery code = new Delivery(1, message("CODE", ReversePath.NULL), BOB, true,
                decision(Handling.ORDINARY, End.HOLD, NONE, Duration.ZERO), IdentityCheck.CODE);
        apply(code, Outcome.Kind.INSECURE, NONE);
        assertEquals(State.DROPPED, code.state());
    }

    // ---- withdrawing, pickup, crashes

    @Test
    void queuedCanBeWithdrawnAndDeliveredCannot() {
        Delivery queued = secure(End.RETURN, HOUR, TLS);
        assertTrue(queued.withdraw(now, Reason.of("withdrawn.sender")));
        assertEquals(State.WITHDRAWN, queued.state());
        Delivery delivered = secure(End.RETURN, HOUR, TLS);
        apply(delivered, Outcome.Kind.DELIVERED, VERIFIED);
        assertFalse(delivered.withdraw(now, Reason.of("withdrawn.sender")));
        assertEquals(State.DELIVERED, delivered.state());
    }

    @Test
    void openedIsNoPickup() {
        Delivery delivery = waiting();
        delivery.pickup(Optional.empty(), DeliveryEvent.Kind.OPENED, now, Reason.of("pickup.opened"));
        assertEquals(State.WAITING_FOR_PICKUP, delivery.state());
        delivery.pickup(Optional.of(State.PICKED_UP), DeliveryEvent.Kind.READ, now, Reason.of("pickup.read"));
        assertEquals(State.PICKED_UP, delivery.state());
        delivery.pickup(Optional.of(State.EXPIRED), DeliveryEvent.Kind.EXPIRED, now, Reason.of("pickup.expired"));
        assertEquals(State.PICKED_UP, delivery.state(), "what was read stays read");
    }

    @Test
    void unreadExpires() {
        Delivery delivery = waiting();
        delivery.pickup(Optional.of(State.EXPIRED), DeliveryEvent.Kind.EXPIRED, now, Reason.of("pickup.expired"));
        assertEquals(State.EXPIRED, delivery.state());
    }

    @Test
    void poisonIsHeldWithAnAlarmUntilSomebodyLooks() {
        Delivery delivery = secure(End.RETURN, HOUR, TLS);
        assertEquals(Set.of(Consequence.ALARM), delivery.quarantine(now, RetrySchedule.MAIL));
        assertEquals(State.HELD, delivery.state());
        assertFalse(delivery.isWaitingForTerms());
        assertTrue(delivery.resume(now));
        assertEquals(State.QUEUED, delivery.state());
    }

    @Test
    void readableContentDemandsTheContentLevel() {
        assertEquals(TlsDemand.of(VERIFIED), secure(End.RETURN, HOUR, TLS).demand());
    }

    @Test
    void poisonIsQuarantinedOnceAndGoesBackWhenItsTimeIsOver() {
        Delivery delivery = crashed(secure(End.RETURN, HOUR, TLS), 3);
        assertEquals(Errand.QUARANTINE, Errand.of(delivery));
        delivery.quarantine(now, RetrySchedule.MAIL);
        assertEquals(START.plus(Duration.ofDays(5)), delivery.dueAt());
        now = START.plus(Duration.ofDays(5));
        assertEquals(Errand.END_HOLDING, Errand.of(delivery));
        delivery.events().take();
        assertEquals(Set.of(), delivery.quarantine(now, RetrySchedule.MAIL));
        assertEquals(List.of(), delivery.events().take());
        assertEquals(Set.of(Consequence.RETURN), delivery.giveUp(Reason.of("held.too.long"), now));
        assertEquals(State.RETURNED, delivery.state());
    }

    @Test
    void resumedPoisonBeginsWithoutCrashes() {
        Delivery delivery = crashed(secure(End.RETURN, HOUR, TLS), 3);
        delivery.quarantine(now, RetrySchedule.MAIL);
        delivery.resume(now);
        assertEquals(Errand.ROAD, Errand.of(delivery));
    }

    @Test
    void errorOfOurOwnIsDeferredAndNoCrash() {
        Delivery delivery = crashed(secure(End.RETURN, Duration.ZERO, TLS, ESCROW), 2);
        assertEquals(Set.of(), postpone(delivery, false));
        assertFalse(delivery.lease().hasCrashed());
        assertTrue(delivery.dueAt().isAfter(now));
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(ESCROW), delivery.protection());
    }

    @Test
    void errorWhileOnTheWireNeverLeadsToAnotherProtection() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        postpone(delivery, true);
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(TLS), delivery.protection());
        assertEquals(State.QUEUED, delivery.state());
    }

    @Test
    void errorWhileHeldIsTriedLaterAndStaysHeld() {
        Delivery delivery = crashed(secure(End.RETURN, HOUR, TLS), 3);
        delivery.quarantine(now, RetrySchedule.MAIL);
        now = START.plus(Duration.ofDays(6));
        assertEquals(Set.of(), postpone(delivery, false));
        assertEquals(State.HELD, delivery.state());
        assertTrue(delivery.dueAt().isAfter(now));
        assertTrue(delivery.lease().isPoisonous());
    }

    @Test
    void takenOverIsTriedTheSameWayAndCannotBeUndone() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, TLS, ESCROW);
        assertTrue(Deliveries.isUntouched(delivery));
        delivery.takeOver();
        assertFalse(Deliveries.isUntouched(delivery));
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(TLS), delivery.protection());
        assertFalse(Deliveries.isUntouched(crashed(secure(End.RETURN, HOUR, TLS), 1)));
    }

    @Test
    void takenOverBeforeItsCopyWasMadeHasNotLeft() {
        Delivery delivery = secure(End.RETURN, Duration.ZERO, OPENPGP, ESCROW);
        delivery.takeOver();
        delivery.keepCopy(new TravellingCopy(7, true, ReversePath.of(SAM)), MADE, now);
        apply(delivery, Outcome.Kind.INSECURE, ENCRYPTED);
        assertEquals(Optional.of(ESCROW), delivery.protection());
    }

    // ---- read before the peer's reply was written down

    @Test
    void readWhileQueuedIsPickedUpAndNeverReturned() {
        Delivery delivery = secure(End.RETURN, HOUR, ESCROW);
        delivery.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        delivery.pickup(Optional.of(State.PICKED_UP), DeliveryEvent.Kind.READ, now, Reason.of("pickup.read"));
        assertEquals(State.PICKED_UP, delivery.state());
        assertFalse(delivery.copy().isMade());
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.REFUSED, NONE));
        assertEquals(Set.of(), postpone(delivery, true));
        assertEquals(Set.of(), delivery.giveUp(Reason.of("held.too.long"), now));
        assertEquals(Set.of(), apply(delivery, Outcome.Kind.DELIVERED, VERIFIED));
        assertEquals(State.PICKED_UP, delivery.state());
        assertEquals(START, delivery.endedAt().orElseThrow());
    }

    @Test
    void openedOrExpiredWhileQueuedChangesNothing() {
        Delivery delivery = secure(End.RETURN, HOUR, ESCROW);
        delivery.pickup(Optional.empty(), DeliveryEvent.Kind.OPENED, now, Reason.of("pickup.opened"));
        delivery.pickup(Optional.of(State.EXPIRED), DeliveryEvent.Kind.EXPIRED, now, Reason.of("pickup.expired"));
        assertEquals(State.QUEUED, delivery.state());
    }

    // ---- mail of our own

    @Test
    void systemMailThatFailsBringsNoOtherMail() {
        for (String kind : List.of("ALARM", "DSN", "CODE", "INFORMATION")) {
            Delivery mail = system(kind);
            assertEquals(Set.of(), apply(mail, Outcome.Kind.INSECURE, NONE), kind);
            assertEquals(Set.of(), crashed(system(kind), 3).quarantine(now, RetrySchedule.MAIL), kind);
            Delivery refused = system(kind);
            assertEquals(Set.of(), apply(refused, Outcome.Kind.REFUSED, NONE), kind);
            assertEquals(State.DROPPED, refused.state(), kind);
        }
        now = START.plus(Duration.ofHours(4));
        Delivery late = system("ALARM");
        assertEquals(Set.of(), apply(late, Outcome.Kind.DEFERRED, NONE));
        assertEquals("test.DEFERRED", reason(late));
    }

    // ---- forwards

    @Test
    void forwardThatFailsIsToldToItsOwnerAloneHoweverItFails() {
        for (Outcome.Kind kind : List.of(Outcome.Kind.INSECURE, Outcome.Kind.REFUSED)) {
            Delivery forward = forward(TLS);
            assertEquals(Set.of(Consequence.OWNER), apply(forward, kind, NONE), kind.name());
            assertEquals(State.DROPPED, forward.state(), kind.name());
        }
        Delivery stopped = forward();
        assertEquals(Set.of(Consequence.OWNER), stopped.giveUp(Reason.of("road.clear"), now));
        assertEquals(State.DROPPED, stopped.state());
        now = START.plus(Duration.ofHours(4));
        assertEquals(Set.of(), apply(forward(TLS), Outcome.Kind.DEFERRED, NONE), "nobody is told that it takes longer");
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(Consequence.OWNER), apply(forward(TLS), Outcome.Kind.DEFERRED, NONE));
    }

    @Test
    void nobodyIsAskedForAQuestionAboutAForward() {
        Delivery forward = forward(ESCROW);
        forward.keepCopy(new TravellingCopy(7, false, ReversePath.of(SAM)), MADE, now);
        assertEquals(Set.of(Consequence.OWNER), apply(forward, Outcome.Kind.INSECURE, NONE));
        assertEquals(State.DROPPED, forward.state());
    }

    // ---- helpers

    private static Delivery forward(Protection... protections) {
        return new Delivery(1, message("FORWARD", ReversePath.of(SAM)), BOB, false,
                decision(Handling.SECURE, End.DROP, NONE, Duration.ZERO, protections), IdentityCheck.CODE);
    }

    private Set<Consequence> postpone(Delivery delivery, boolean mayHaveLeft) {
        return delivery.postpone(Reason.of("delivery.internal"), mayHaveLeft, now, RetrySchedule.MAIL, new Random(1));
    }

    private static Delivery system(String kind) {
        return new Delivery(1, message(kind, ReversePath.of(SAM)), BOB, true, ordinary(), IdentityCheck.CODE);
    }

    /** Crashes are counted in SQL only. */
    private static Delivery crashed(Delivery delivery, int times) {
        try {
            Field crashes = Lease.class.getDeclaredField("crashes");
            crashes.setAccessible(true);
            crashes.setInt(delivery.lease(), times);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return delivery;
    }

    private Delivery waiting() {
        Delivery delivery = secure(End.RETURN, HOUR, ESCROW);
        apply(delivery, Outcome.Kind.DELIVERED, VERIFIED);
        return delivery;
    }

    private Set<Consequence> apply(Delivery delivery, Outcome.Kind kind, TlsLevel reached) {
        return delivery.apply(Outcome.of(kind, STATUS, Reason.of("test." + kind), seen(reached)), now, RetrySchedule.MAIL, new Random(1));
    }

    private Set<Consequence> belowFloor(Delivery delivery) {
        return delivery.apply(new Outcome(Outcome.Kind.INSECURE, STATUS, Reason.of("dane.mismatch"), false, true, seen(VERIFIED)), now,
                RetrySchedule.MAIL, new Random(1));
    }

    private List<Evidence> seen(TlsLevel level) {
        return List.of(new Evidence(now, "mx.no-tls.test", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                level, Reason.of("test"), Evidence.Policy.OPPORTUNISTIC, Optional.empty()));
    }

    private static String reason(Delivery delivery) {
        return delivery.events().lastReason().orElseThrow().code();
    }

    private static Delivery secure(End end, Duration patience, Protection... protections) {
        return delivery(decision(Handling.SECURE, end, NONE, patience, protections), IdentityCheck.CODE);
    }

    private static Delivery delivery(Decision decision, IdentityCheck check) {
        return new Delivery(1, message("MAIL", ReversePath.of(SAM)), BOB, true, decision, check);
    }

    private static Decision ordinary() {
        return decision(Handling.ORDINARY, End.HOLD, NONE, Duration.ZERO);
    }

    private static Decision decision(Handling handling, End end, TlsLevel road, Duration patience, Protection... protections) {
        TlsLevel content = handling == Handling.SECURE ? VERIFIED : NONE;
        return new Decision(handling, List.of(protections), end, content, road, TlsVersion.TLS_1_2, false, patience, false, false,
                List.of(Reason.of("test")));
    }

    private static Message message(String kind, ReversePath reversePath) {
        return new Message(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"), kind, reversePath, SAM, START);
    }
}
