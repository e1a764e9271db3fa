package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.TLS;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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

class ChoicesTest {

    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Address SAM = Address.of("sam@clinic.test");
    private static final Address HAL = Address.of("hal@forced.test");

    private Instant now = START;

    // ---- patience

    @Test
    void whileItIsPatientItsSenderSeesUntilWhenAndWhatComesThen() {
        Delivery delivery = secure(TLS, ESCROW);
        assertEquals(Optional.empty(), delivery.choices().patientUntil());
        insecure(delivery);
        assertEquals(Optional.of(START.plus(HOUR)), delivery.choices().patientUntil());
        assertEquals(Optional.of(ESCROW), delivery.choices().following());
        assertTrue(delivery.choices().mayMoveOn());
        assertTrue(delivery.choices().mayPersevere());
    }

    @Test
    void deferredIsNeverConvertedAndOffersNoConversion() {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        deferred(delivery, false);
        assertEquals(Optional.empty(), delivery.choices().patientUntil());
        assertFalse(delivery.moveOn(now));
        assertFalse(delivery.persevere(now));
        now = START.plus(HOUR.multipliedBy(3));
        deferred(delivery, false);
        assertEquals(Optional.of(TLS), delivery.protection());
    }

    @Test
    void whoDoesNotWantToWaitGetsTheNextProtectionOnce() {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        assertTrue(delivery.moveOn(now));
        assertEquals(Optional.of(ESCROW), delivery.protection());
        assertEquals(now, delivery.dueAt());
        assertFalse(delivery.moveOn(now), "there is nothing after it");
        assertEquals(Optional.of(ESCROW), delivery.protection());
    }

    @Test
    void whoWouldRatherWaitIsNeverConvertedAndGetsItBackAfterFiveDays() {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        assertTrue(delivery.persevere(now));
        now = START.plus(HOUR.multipliedBy(5));
        insecure(delivery);
        assertEquals(State.QUEUED, delivery.state());
        assertEquals(Optional.of(TLS), delivery.protection());
        now = START.plus(Duration.ofDays(5));
        assertEquals(Set.of(Consequence.RETURN), insecure(delivery));
        assertEquals(State.RETURNED, delivery.state());
    }

    @Test
    void whoRatherWaitedMayStillChooseTheNextProtection() {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        delivery.persevere(now);
        assertTrue(delivery.moveOn(now));
        assertEquals(Optional.of(ESCROW), delivery.protection());
        assertFalse(delivery.attempts().isSteadfast());
    }

    @Test
    void whatMayHaveArrivedIsNeverSentAnotherWay() {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        deferred(delivery, true);
        insecure(delivery);
        assertFalse(delivery.moveOn(now));
        assertEquals(Optional.of(TLS), delivery.protection());
    }

    @Test
    void nothingCanBeChosenWhileItIsOnTheWire() throws Exception {
        Delivery delivery = secure(TLS, ESCROW);
        insecure(delivery);
        assertFalse(delivery.choices().isBeingTried());
        take(delivery);
        assertTrue(delivery.choices().isBeingTried());
        assertFalse(delivery.moveOn(now));
        assertFalse(delivery.persevere(now));
        Delivery stuck = secure(TLS, ESCROW);
        belowFloor(stuck);
        assertTrue(stuck.choices().mayBeKept());
        take(stuck);
        assertFalse(stuck.choices().mayBeKept());
    }

    // ---- pickup by reference

    @Test
    void whereTheRoadIsBelowItsFloorItMayBeKeptForReferenceAndNothingElse() {
        Delivery delivery = secure(TLS, ESCROW);
        assertFalse(delivery.choices().mayBeKept(), "nobody knows yet that it can't be sent");
        belowFloor(delivery);
        assertTrue(delivery.choices().mayBeKept());
        assertFalse(delivery.choices().mayMoveOn(), "a notice would need the same road");
    }

    @Test
    void keptForReferenceItWaitsAtOnceAndNothingThatComesLaterSendsIt() {
        Delivery delivery = secure(TLS, ESCROW);
        belowFloor(delivery);
        delivery.keepForReference(IdentityCheck.QUESTION, new byte[] {1}, now);
        assertEquals(State.WAITING_FOR_PICKUP, delivery.state());
        assertEquals(Optional.of(ESCROW), delivery.protection());
        assertTrue(delivery.isByReference());
        assertFalse(delivery.copy().isMade());
        assertFalse(Load.travelsAsItIs(delivery));
        assertFalse(delivery.choices().mayBeKept());
        assertFalse(delivery.moveOn(now));
        now = now.plus(HOUR);
        assertEquals(Set.of(), insecure(delivery));
        assertEquals(State.WAITING_FOR_PICKUP, delivery.state());
    }

    @Test
    void ordinaryMailIsKeptOnlyWhereItsDecisionOffersThePickupPage() {
        Delivery offered = delivery(decision(Handling.ORDINARY, End.HOLD, true));
        assertTrue(offered.choices().mayBeKept());
        offered.keepForReference(IdentityCheck.PASSPHRASE, new byte[] {1}, now);
        assertEquals(Optional.of(ESCROW), offered.protection());
        Delivery not = delivery(decision(Handling.ORDINARY, End.HOLD, false));
        belowFloor(not);
        assertFalse(not.choices().mayBeKept());
    }

    @Test
    void deliveredAndReturnedCopiesAreNotKept() {
        for (Outcome.Kind end : List.of(Outcome.Kind.DELIVERED, Outcome.Kind.REFUSED)) {
            Delivery delivery = delivery(decision(Handling.SECURE, End.RETURN, true, TLS));
            apply(delivery, end, false, false);
            assertFalse(delivery.choices().mayBeKept(), end.name());
        }
    }

    // ---- helpers

    private Set<Consequence> insecure(Delivery delivery) {
        return apply(delivery, Outcome.Kind.INSECURE, false, false);
    }

    private void belowFloor(Delivery delivery) {
        apply(delivery, Outcome.Kind.INSECURE, false, true);
    }

    private void deferred(Delivery delivery, boolean uncertain) {
        apply(delivery, Outcome.Kind.DEFERRED, uncertain, false);
    }

    private Set<Consequence> apply(Delivery delivery, Outcome.Kind kind, boolean uncertain, boolean belowFloor) {
        List<Evidence> seen = List.of(new Evidence(now, "mx.forced.test", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), TlsLevel.ENCRYPTED, Reason.of("test"), Evidence.Policy.OPPORTUNISTIC, Optional.empty()));
        return delivery.apply(new Outcome(kind, new EnhancedStatus(4, 0, 0), Reason.of("test"), uncertain, belowFloor, seen), now,
                RetrySchedule.MAIL, new Random(1));
    }

    /** Leases are granted in SQL only. */
    private static void take(Delivery delivery) throws ReflectiveOperationException {
        Field until = Lease.class.getDeclaredField("until");
        until.setAccessible(true);
        until.set(delivery.lease(), START.plus(HOUR));
    }

    private static Delivery secure(Protection... protections) {
        return delivery(decision(Handling.SECURE, End.RETURN, false, protections));
    }

    private static Delivery delivery(Decision decision) {
        Message message = new Message(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"), "MAIL", ReversePath.of(SAM), SAM, START);
        return new Delivery(1, message, HAL, true, decision, IdentityCheck.QUESTION);
    }

    private static Decision decision(Handling handling, End end, boolean pickupOffered, Protection... protections) {
        return new Decision(handling, List.of(protections), end, TlsLevel.VERIFIED, TlsLevel.NONE, TlsVersion.TLS_1_2, false, HOUR, false,
                pickupOffered, List.of(Reason.of("test")));
    }
}
