package org.sealpost.web.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.SenderMode;
import org.sealpost.web.Phrasebook;

class SwitchMakerTest {

    private static final Phrasebook ENGLISH = new Phrasebook("org.sealpost.web.webmail.webmail", Locale.ENGLISH);
    private static final DraftText FRESH = DraftText.empty(30);
    private static final DraftText OPTED_OUT = FRESH.marked(Marking.ORDINARY);

    @Test
    void whereAllMailIsSecureNothingIsOffered() {
        SecureSwitch none = made(SenderMode.ALWAYS, true, FRESH, false);
        assertFalse(none.shown());
        assertFalse(none.isTurnable());
        assertEquals("", none.told());
    }

    @Test
    void draftThatWasOptedOutBeforeAllMailHadToBeSecureIsToldSo() {
        SecureSwitch now = made(SenderMode.ALWAYS, true, OPTED_OUT, true);
        assertFalse(now.shown());
        assertFalse(now.asks());
        assertEquals("Nobody may opt out here, so it is sent securely.", now.told());
    }

    @Test
    void whomNobodyNamedHasNoSwitchAndCannotTurnIt() {
        assertFalse(made(SenderMode.OPT_OUT, false, FRESH, false).isTurnable());
        assertEquals("", made(SenderMode.OPT_OUT, false, FRESH, false).told());
        assertEquals("Only those whom an administrator has named may opt out here, so it is sent securely.",
                made(SenderMode.OPT_OUT, false, OPTED_OUT, true).told());
    }

    @Test
    void optingOutCountsOnlyOnceItIsConfirmed() {
        SecureSwitch on = made(SenderMode.OPT_OUT, true, FRESH, false);
        assertTrue(on.on());
        assertEquals("Must be secure", on.label());
        assertEquals(Marking.ORDINARY, on.turned());
        SecureSwitch asking = made(SenderMode.OPT_OUT, true, OPTED_OUT, false);
        assertFalse(asking.on());
        assertTrue(asking.asks());
        assertEquals(Marking.SECURE, asking.turned());
        SecureSwitch confirmed = made(SenderMode.OPT_OUT, true, OPTED_OUT, true);
        assertFalse(confirmed.asks());
        assertEquals("You confirm: “I confirm that nothing in this message, its attachments and what it quotes is confidential.” "
                + "It is recorded with your name when you send.", confirmed.hint());
    }

    @Test
    void withoutAttestationTheSwitchAloneCounts() {
        SecureSwitch off = new SwitchMaker(SenderMode.OPT_OUT, false, true, ENGLISH).make(OPTED_OUT, false);
        assertFalse(off.asks());
        assertEquals("Off: it goes as ordinary mail, without a promise that nobody reads it on its way.", off.hint());
    }

    @Test
    void optInIsOffUntilItIsSwitchedOn() {
        SecureSwitch off = made(SenderMode.OPT_IN, false, FRESH, false);
        assertTrue(off.isTurnable());
        assertFalse(off.on());
        assertEquals("Send securely", off.label());
        assertEquals(Marking.SECURE, off.turned());
        SecureSwitch on = made(SenderMode.OPT_IN, false, FRESH.marked(Marking.SECURE), false);
        assertTrue(on.on());
        assertEquals(Marking.AS_USUAL, on.turned());
    }

    @Test
    void answerInASecureThreadStaysSecure() {
        DraftText answer = FRESH.answering(Optional.of(UUID.randomUUID()), true, Optional.empty(), List.of(), Escalation.NONE);
        SecureSwitch fixed = made(SenderMode.OPT_IN, true, answer.marked(Marking.ORDINARY), true);
        assertTrue(fixed.on());
        assertFalse(fixed.isTurnable());
        assertEquals("It answers a secure message, so it is secure too.", fixed.hint());
    }

    @Test
    void whoAskedForMoreCannotOptOut() {
        DraftText escalated = OPTED_OUT.protectedBy(Escalation.STRONGER, OPTED_OUT.pickup());
        for (SenderMode mode : List.of(SenderMode.OPT_OUT, SenderMode.OPT_IN)) {
            SecureSwitch fixed = made(mode, true, escalated, true);
            assertTrue(fixed.on());
            assertFalse(fixed.isTurnable());
            assertEquals("You asked for more protection, so it is secure.", fixed.hint());
        }
    }

    private static SecureSwitch made(SenderMode mode, boolean mayOptOut, DraftText text, boolean attested) {
        return new SwitchMaker(mode, true, mayOptOut, ENGLISH).make(text, attested);
    }
}
