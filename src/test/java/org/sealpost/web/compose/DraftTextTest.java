package org.sealpost.web.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupDays;

class DraftTextTest {

    private static final DraftText DRAFT = DraftText.empty(30).with(List.of(new Recipient(Field.BCC, "Anna", "anna@verified.test")))
            .saying("Results", "<p>Fine</p>").keptOnTls(true)
            .protectedBy(Escalation.STRONGER, new PickupWishes(IdentityCheck.QUESTION, "Where?", "here", 7))
            .answering(Optional.of(UUID.randomUUID()), true, Optional.of("<1@x.test>"), List.of("<0@x.test>"), Escalation.STRONGER);

    @Test
    void draftComesBackAsItWas() {
        assertEquals(DRAFT, DraftText.read(DRAFT.json()));
        assertTrue(DraftText.read(DRAFT.json()).requireTls());
    }

    @Test
    void draftOfAnOlderVersionDemandsNothingMore() {
        assertFalse(DraftText.read(DRAFT.json().replace("\"requireTls\":true,", "")).requireTls());
    }

    @Test
    void unmarkedDraftOfAnOlderVersionIsAsUsualAndNoDraftHoldsAConfirmation() {
        DraftText optedOut = DraftText.empty(30).marked(Marking.ORDINARY);
        assertEquals(Marking.ORDINARY, DraftText.read(optedOut.json()).marking());
        assertEquals(Marking.AS_USUAL, DraftText.read(optedOut.json().replace("\"marking\":\"ORDINARY\",", "")).marking());
        assertFalse(optedOut.json().contains("attest"));
        DraftForm reopened = new DraftForm(DraftText.read(optedOut.json().replaceFirst("\\{", "{\"attested\":true,")), PickupDays.STANDARD);
        assertFalse(reopened.isAttested());
    }

    @Test
    void askingForMoreMakesItSecureAndTakingThatBackLeavesItSo() {
        DraftForm form = new DraftForm(DraftText.empty(30), PickupDays.STANDARD);
        form.mark(Marking.ORDINARY);
        form.attest();
        assertTrue(form.isAttested());
        form.escalate(Escalation.ESCROW);
        assertEquals(Marking.SECURE, form.text().marking());
        assertFalse(form.isAttested());
        form.escalate(Escalation.ESCROW);
        assertEquals(Escalation.NONE, form.text().escalation());
        assertEquals(Marking.SECURE, form.text().marking());
        form.mark(Marking.ORDINARY);
        assertFalse(form.isAttested());
    }

    @Test
    void whatElseIsChangedKeepsItOnTlsAndMarked() {
        assertTrue(DRAFT.saying("x", "").with(List.of()).leaving(Optional.empty()).requireTls());
        assertEquals(Marking.SECURE, DRAFT.saying("x", "").with(List.of()).keptOnTls(false).leaving(Optional.empty()).marking());
    }
}
