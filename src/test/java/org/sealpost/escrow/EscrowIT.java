package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.escrow.Waiting.Waited;
import org.sealpost.mail.Address;

@ExtendWith(ArquillianExtension.class)
class EscrowIT {

    private static final String ACTOR = "sam@clinic.test";

    @Inject
    private Waiting waiting;
    @Inject
    private Pickups pickups;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private Expirer expirer;
    @Inject
    private ExecutorService workers;

    @Test
    void noticeAndDatabaseHoldNothingOfTheMessageNorOfTheCheck() throws Exception {
        for (PickupTerms terms : List.of(Waiting.QUESTION, Waiting.PASSPHRASE)) {
            Waited waited = waiting.message(terms);
            for (String seen : List.of(waited.notice(), waiting.row(waited))) {
                assertFalse(seen.contains(Waiting.CANARY), seen);
                assertFalse(seen.contains("Rex"), seen);
                assertFalse(seen.contains("argon2"), seen);
            }
            assertFalse(waiting.row(waited).contains(waited.token().text()));
        }
    }

    @Test
    void protectingAgainMakesNoSecondPickupAndTheOlderLinkOnlySaysSo() throws Exception {
        Waited first = waiting.message(Waiting.QUESTION);
        Waited again = waiting.again(first.original());
        Doorplate older = doorkeeper.byLink(first.token()).orElseThrow();
        Doorplate newer = doorkeeper.byLink(again.token()).orElseThrow();
        assertNotEquals(first.token(), again.token());
        assertEquals(older.door(), newer.door());
        assertEquals(Closed.Cause.REPLACED, older.closed().orElseThrow().cause());
        assertEquals(Optional.empty(), newer.closed());
    }

    @Test
    void lookingChangesNothing() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        String before = waiting.row(waited);
        Doorplate plate = doorkeeper.byLink(waited.token()).orElseThrow();
        doorkeeper.challenge(plate.door());
        assertEquals(before, waiting.row(waited));
        assertEquals(0, waiting.audited(waited, "pickup.opened"));
    }

    @Test
    void startingIsOpenedAndNotRead() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        doorkeeper.start(door(waited));
        PickupFacts facts = facts(waited);
        assertTrue(facts.openedAt().isPresent());
        assertEquals(Optional.empty(), facts.readAt());
        assertEquals(1, waiting.audited(waited, "pickup.opened"));
        assertEquals(0, waiting.audited(waited, "pickup.passed"));
    }

    @Test
    void theRightAnswerOpensHoweverItIsSpelt() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        Door door = door(waited);
        assertEquals("Name of the dog? " + Waiting.CANARY, doorkeeper.start(door).question().orElseThrow());
        assertEquals(new Verdict.Wrong(4), doorkeeper.verify(door, "Bello"));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, " REX, " + Waiting.CANARY.toUpperCase() + "!"));
        assertTrue(facts(waited).readAt().isPresent());
        assertEquals(waited.original().contentId(), doorkeeper.enter(door, doorkeeper.challenge(door).terms()).orElseThrow().contentId());
    }

    @Test
    void aPassphraseCountsExactly() throws Exception {
        Door door = door(waiting.message(Waiting.PASSPHRASE));
        doorkeeper.start(door);
        assertEquals(new Verdict.Wrong(4), doorkeeper.verify(door, "correct horse " + Waiting.CANARY));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, " Correct Horse " + Waiting.CANARY));
    }

    @Test
    void fiveWrongAnswersLockTheRouteAndTellTheSender() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        Door door = door(waited);
        doorkeeper.start(door);
        for (int i = 0; i < 4; i++) {
            assertInstanceOf(Verdict.Wrong.class, doorkeeper.verify(door, "guess " + i));
        }
        assertTrue(assertInstanceOf(Verdict.Shut.class, doorkeeper.verify(door, "guess")).justNow());
        assertFalse(assertInstanceOf(Verdict.Shut.class, doorkeeper.verify(door, "Rex " + Waiting.CANARY)).justNow());
        assertTrue(facts(waited).locked());
        assertEquals(Optional.empty(), facts(waited).readAt());
        assertEquals(1, waiting.information(door));
        assertEquals(1, waiting.audited(waited, "pickup.locked"));
        assertEquals(0, waiting.audited(waited, "pickup.passed"));

        Door typed = doorkeeper.byReference(Reference.typed(door.reference()).orElseThrow(), Address.of("ANNA@verified.test"));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(typed, "Rex " + Waiting.CANARY));

        assertTrue(pickups.unlock(waited.accountId(), waited.deliveryId(), ACTOR));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, "Rex " + Waiting.CANARY));
    }

    @Test
    void ofAHundredReadersWithOneCodeOneIsLetIn() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Door door = door(waited);
        doorkeeper.start(door);
        String code = waiting.mailedCode(door);
        List<Future<Verdict>> tries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tries.add(workers.submit(() -> doorkeeper.verify(door, code)));
        }
        int passed = 0;
        for (Future<Verdict> one : tries) {
            passed += one.get() instanceof Verdict.Passed ? 1 : 0;
        }
        assertEquals(1, passed);
        assertEquals(1, waiting.audited(waited, "pickup.passed"));
        assertFalse(facts(waited).locked());
    }

    @Test
    void pressingTwiceMailsOneCodeAndItsDigitsStandNowhere() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Door door = door(waited);
        doorkeeper.start(door);
        doorkeeper.start(door);
        assertEquals(1, waiting.codes(door));
        String digits = waiting.mailedCode(door).replace(" ", "");
        assertEquals(6, digits.length());
        assertFalse(waiting.row(waited).contains(digits));
        assertEquals(new Verdict.Unreadable(), doorkeeper.verify(door, "12345"));
        String other = digits.equals("000000") ? "000001" : "000000";
        assertEquals(new Verdict.Wrong(4), doorkeeper.verify(door, other));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, digits));
        assertEquals(new Verdict.Stale(), doorkeeper.verify(door, digits));
    }

    @Test
    void aCodeThatCouldNotBeMailedSafelyCountsNotAndTheSenderIsTold() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Door door = door(waited);
        doorkeeper.start(door);
        String code = waiting.mailedCode(door);
        pickups.codeFailed(waiting.codeNumber(door));
        pickups.codeFailed(waiting.codeNumber(door));
        assertEquals(new Verdict.Stale(), doorkeeper.verify(door, code));
        assertTrue(doorkeeper.challenge(door).codeFailed());
        assertTrue(facts(waited).codeFailed());
        assertEquals(1, waiting.information(door));
        assertEquals(Optional.empty(), facts(waited).readAt());
    }

    @Test
    void aReportAboutAnOlderCodeChangesNothing() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Door door = door(waited);
        doorkeeper.start(door);
        pickups.codeFailed(waiting.codeNumber(door) - 1);
        assertFalse(facts(waited).codeFailed());
        assertEquals(0, waiting.information(door));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, waiting.mailedCode(door)));
    }

    @Test
    void aReferenceThatBelongsToNothingAnswersLikeOneThatDoes() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Reference real = Reference.typed(door(waited).reference()).orElseThrow();
        Reference none = Reference.random(new SecureRandom());
        Door right = doorkeeper.byReference(real, Address.of("anna@verified.test"));
        List<Door> wrong = List.of(doorkeeper.byReference(none, Address.of("anna@verified.test")),
                doorkeeper.byReference(real, Address.of("bill@no-tls.test")));
        String expected = seen(doorkeeper.start(right));
        for (Door door : wrong) {
            assertEquals(expected, seen(doorkeeper.start(door)));
        }
        for (int i = 0; i < 6; i++) {
            String verdict = kind(doorkeeper.verify(right, notThe(waiting.mailedCode(right))));
            for (Door door : wrong) {
                assertEquals(verdict, kind(doorkeeper.verify(door, "000000")));
            }
        }
        assertEquals(1, waiting.codes(right));
        assertEquals(Optional.empty(), facts(waited).readAt());
    }

    @Test
    void whatIsWithdrawnIsClosedForThoseInsideToo() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        Door door = door(waited);
        doorkeeper.start(door);
        doorkeeper.verify(door, "Rex " + Waiting.CANARY);
        assertTrue(pickups.withdraw(waited.accountId(), waited.deliveryId(), ACTOR));
        assertFalse(pickups.withdraw(waited.accountId(), waited.deliveryId(), ACTOR));
        assertTrue(doorkeeper.enter(door, doorkeeper.challenge(door).terms()).isEmpty());
        assertEquals(Closed.Cause.WITHDRAWN, doorkeeper.byLink(waited.token()).orElseThrow().closed().orElseThrow().cause());
        assertFalse(pickups.extend(waited.accountId(), waited.deliveryId(), 10, ACTOR));
        assertFalse(pickups.changeTerms(waited.accountId(), waited.deliveryId(), PickupTerms.CODE_30_DAYS, ACTOR));
    }

    @Test
    void expiryIsWrittenDownOnce() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        waiting.letTimePass(waited);
        assertEquals(Closed.Cause.EXPIRED, doorkeeper.byLink(waited.token()).orElseThrow().closed().orElseThrow().cause());
        assertInstanceOf(Verdict.Shut.class, doorkeeper.verify(door(waited), "Rex " + Waiting.CANARY));
        expirer.expire();
        expirer.expire();
        assertEquals(1, waiting.audited(waited, "pickup.expired"));
        assertEquals(Closed.Cause.EXPIRED, facts(waited).ended().orElseThrow().cause());
    }

    @Test
    void otherTermsAreAskedFromNowOn() throws Exception {
        Waited waited = waiting.message(PickupTerms.CODE_30_DAYS);
        Door door = door(waited);
        doorkeeper.start(door);
        String code = waiting.mailedCode(door);
        assertTrue(pickups.changeTerms(waited.accountId(), waited.deliveryId(), Waiting.PASSPHRASE, ACTOR));
        assertEquals(IdentityCheck.PASSPHRASE, doorkeeper.challenge(door).check());
        assertEquals(new Verdict.Wrong(4), doorkeeper.verify(door, code));
        assertEquals(new Verdict.Passed(), doorkeeper.verify(door, "Correct Horse " + Waiting.CANARY));
    }

    @Test
    void whoWasLetInUnderFormerTermsIsOutsideAgain() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        Door door = door(waited);
        int terms = doorkeeper.start(door).terms();
        doorkeeper.verify(door, "Rex " + Waiting.CANARY);
        assertTrue(doorkeeper.enter(door, terms).isPresent());
        assertTrue(pickups.changeTerms(waited.accountId(), waited.deliveryId(), Waiting.PASSPHRASE, ACTOR));
        assertTrue(doorkeeper.enter(door, terms).isEmpty());
        assertEquals(Optional.empty(), doorkeeper.ended(door));
        assertTrue(doorkeeper.enter(door, doorkeeper.challenge(door).terms()).isPresent());
    }

    @Test
    void anotherAccountSeesAndChangesNothing() throws Exception {
        Waited waited = waiting.message(Waiting.QUESTION);
        long other = waited.accountId() + 1;
        assertTrue(pickups.facts(other, waited.deliveryId()).isEmpty());
        assertFalse(pickups.withdraw(other, waited.deliveryId(), ACTOR));
        assertFalse(pickups.extend(other, waited.deliveryId(), 10, ACTOR));
        assertFalse(pickups.unlock(other, waited.deliveryId(), ACTOR));
        assertEquals(Optional.empty(), facts(waited).ended());
    }

    private Door door(Waited waited) {
        return doorkeeper.byLink(waited.token()).orElseThrow().door();
    }

    private PickupFacts facts(Waited waited) {
        return pickups.facts(waited.accountId(), waited.deliveryId()).orElseThrow();
    }

    /** All of a challenge but the address, which is as typed, and the times. */
    private static String seen(Challenge challenge) {
        return List.of(challenge.check(), challenge.author(), challenge.question(), challenge.sentAt().isPresent(),
                challenge.resendAt().isPresent(), challenge.codeFailed(), challenge.triesLeft(), challenge.closed()).toString();
    }

    private static String kind(Verdict verdict) {
        return verdict instanceof Verdict.Shut shut ? "Shut " + shut.justNow() + shut.closed().cause() : verdict.toString();
    }

    private static String notThe(String code) {
        return code.equals("000 000") ? "000001" : "000000";
    }
}
