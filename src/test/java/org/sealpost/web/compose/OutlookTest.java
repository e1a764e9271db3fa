package org.sealpost.web.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupDays;
import org.sealpost.web.Phrasebook;

class OutlookTest {

    private static final Phrasebook ENGLISH = new Phrasebook("org.sealpost.web.webmail.webmail", Locale.ENGLISH);
    private static final PickupWishes CODE = new PickupWishes(IdentityCheck.CODE, "", "", 30);

    private boolean codeProves = true;

    @Test
    void theWorstCaseOfTheMockUp() {
        Outlook outlook = outlook(CODE, Arrival.INBOX, Arrival.OPENPGP, Arrival.SMIME, Arrival.PICKUP, Arrival.CHECKING,
                Arrival.WEAK, Arrival.BLOCKED, Arrival.INSIDE);
        assertEquals("5 arrive in the inbox, 1 opens on a pickup page, 1 can’t be sent. Still checking 1.", outlook.sentence());
        assertEquals("Send (4 ways)", outlook.button());
        assertEquals(Optional.of("Remove r6@x.test to send."), outlook.obstacle());
        assertEquals(List.of(Arrival.BLOCKED, Arrival.WEAK, Arrival.PICKUP), outlook.loud().stream().map(Chip::arrival).toList());
    }

    @Test
    void allIsWell() {
        Outlook outlook = outlook(CODE, Arrival.INBOX, Arrival.OPENPGP);
        assertEquals("Both arrive encrypted in the inbox.", outlook.sentence());
        assertTrue(outlook.isFine());
        assertEquals("Send (2 ways)", outlook.button());
        assertEquals("One in the inbox, one encrypted to a key. You can undo for 10 seconds.", outlook.remark());
        assertEquals(Optional.empty(), outlook.obstacle());
    }

    @Test
    void oneInTheInboxIsSimplySent() {
        assertEquals("Send", outlook(CODE, Arrival.INBOX).button());
        assertEquals("Arrives encrypted in the inbox.", outlook(CODE, Arrival.INBOX).sentence());
    }

    @Test
    void onlyPickupIsNamedOnTheButton() {
        assertEquals("Send by pickup page", outlook(CODE, Arrival.PICKUP, Arrival.PICKUP).button());
    }

    @Test
    void aCodeOnAClearRoadIsNeverSent() {
        codeProves = false;
        Outlook outlook = outlook(CODE, Arrival.INBOX, Arrival.PICKUP);
        assertEquals(Optional.of("Write a question for r1@x.test to send."), outlook.obstacle());
        assertEquals(Optional.of("Write the answer to your question to send."),
                outlook(new PickupWishes(IdentityCheck.CODE, "Which street?", "", 30), Arrival.PICKUP).obstacle());
    }

    @Test
    void aQuestionBesideTheCodeIsForThoseWhoseRoadIsClear() {
        codeProves = false;
        PickupWishes both = new PickupWishes(IdentityCheck.CODE, "Which street?", "Quay Street", 30);
        assertEquals(Optional.empty(), outlook(both, Arrival.PICKUP).obstacle());
        assertEquals(IdentityCheck.QUESTION, both.terms().forRoad(false).check());
        assertEquals(Optional.of("Quay Street"), both.terms().forRoad(false).answer());
        assertEquals(IdentityCheck.CODE, both.terms().forRoad(true).check());
        assertEquals(Optional.empty(), both.terms().forRoad(true).answer());
    }

    @Test
    void aQuestionNeedsItsAnswer() {
        codeProves = false;
        assertEquals(Optional.of("Write a question for r0@x.test to send."),
                outlook(new PickupWishes(IdentityCheck.QUESTION, " ", "x", 30), Arrival.PICKUP).obstacle());
        assertEquals(Optional.of("Write the answer to your question to send."),
                outlook(new PickupWishes(IdentityCheck.QUESTION, "Which street?", "", 30), Arrival.PICKUP).obstacle());
        assertEquals(Optional.empty(),
                outlook(new PickupWishes(IdentityCheck.QUESTION, "Which street?", "Quay", 30), Arrival.PICKUP).obstacle());
    }

    @Test
    void nobodyWaitsForTheDns() {
        Outlook outlook = outlook(CODE, Arrival.CHECKING);
        assertEquals("Checking how it can arrive…", outlook.sentence());
        assertEquals(Optional.empty(), outlook.obstacle());
        assertEquals("Send", outlook.button());
    }

    @Test
    void whoMustWaitKeepsNobodyFromSending() {
        Outlook outlook = outlook(CODE, Arrival.PROVEN, Arrival.HELD);
        assertEquals("1 arrives in the inbox, 1 must wait.", outlook.sentence());
        assertEquals(Optional.empty(), outlook.obstacle());
        assertEquals("Send (2 ways)", outlook.button());
        assertEquals("One in the inbox, one waits for a safe connection. You can undo for 10 seconds.", outlook.remark());
        assertEquals(List.of(Arrival.HELD), outlook.loud().stream().map(Chip::arrival).toList());
        assertEquals("One waits for a safe connection. You can undo for 10 seconds.", outlook(CODE, Arrival.HELD).remark());
    }

    @Test
    void lessThanSecureIsSaidPlainly() {
        Outlook outlook = outlook(CODE, Arrival.CLEAR);
        assertEquals("1 travels unencrypted, like a postcard.", outlook.sentence());
        assertEquals("Send unprotected", outlook.button());
        assertEquals("One as ordinary mail. You can undo for 10 seconds.", outlook.remark());
        assertFalse(outlook.isFine());
        assertEquals(List.of(Arrival.CLEAR), outlook.loud().stream().map(Chip::arrival).toList());
        Outlook several = outlook(CODE, Arrival.ORDINARY, Arrival.HELD, Arrival.CLEAR);
        assertEquals("1 travels unencrypted, like a postcard, 1 goes as ordinary mail, 1 must wait.", several.sentence());
        assertEquals("Send (2 ways)", several.button());
        assertEquals("2 as ordinary mail, one waits for a safe connection. You can undo for 10 seconds.", several.remark());
    }

    @Test
    void withoutAnybodyThereIsNothingToSend() {
        assertTrue(outlook(CODE).obstacle().isPresent());
        assertFalse(outlook(CODE).isChecking());
    }

    private Outlook outlook(PickupWishes pickup, Arrival... arrivals) {
        List<Chip> chips = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            String written = "r" + chips.size() + "@x.test";
            chips.add(new Chip(chips.size(), new Recipient(Field.TO, "", written), arrival, written, "", "", List.of(), codeProves));
        }
        return new Outlook(chips, pickup, PickupDays.STANDARD, ENGLISH);
    }
}
