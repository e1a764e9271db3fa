package org.sealpost.web.webmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;

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
    void whatElseIsChangedKeepsItOnTls() {
        assertTrue(DRAFT.saying("x", "").with(List.of()).leaving(Optional.empty()).requireTls());
    }
}
