package org.sealpost.web.webmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Filter.Condition;
import org.sealpost.mailbox.Filter.Part;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Place;
import org.sealpost.web.Phrasebook;

class FilterDraftTest {

    private static final UUID BANK = UUID.fromString("6d3a3f9e-0000-4000-8000-000000000001");
    private static final Filter FILTER = new Filter(UUID.fromString("6d3a3f9e-0000-4000-8000-000000000002"),
            List.of(new Condition(Part.FROM, "bank"), new Condition(Part.LIST, "it's {0}")), Optional.of(Place.own(BANK)), true,
            Optional.of(Address.of("anna@xn--mller-kva.example")));

    @Test
    void filterIsTheSameAfterItStoodInTheForm() {
        assertEquals(FILTER, FilterDraft.of(FILTER).filter());
        Filter archiving = new Filter(UUID.randomUUID(), FILTER.conditions(), Optional.of(Place.of(FolderKind.ARCHIVE)), false, Optional.empty());
        assertEquals(archiving, FilterDraft.of(archiving).filter());
        Filter starring = new Filter(UUID.randomUUID(), FILTER.conditions(), Optional.empty(), true, Optional.empty());
        assertEquals(starring, FilterDraft.of(starring).filter());
    }

    @Test
    void formSaysWhatIsMissing() {
        FilterDraft draft = FilterDraft.begun(Optional.empty());
        assertEquals(Optional.of("filters.flaw.text"), draft.flaw());
        draft.getConditions().get(0).setText("x".repeat(201));
        assertEquals(Optional.of("filters.flaw.text"), draft.flaw());
        draft.getConditions().get(0).setText("x");
        assertEquals(Optional.of("filters.flaw.nothing"), draft.flaw());
        draft.setForward("nobody");
        assertEquals(Optional.empty(), draft.flaw());
        assertThrows(MalformedAddress.class, draft::filter);
    }

    @Test
    void thereAreOneToFiveConditions() {
        FilterDraft draft = FilterDraft.begun(Optional.of(new Condition(Part.LIST, "news.lists.example")));
        draft.less();
        assertEquals(1, draft.getConditions().size());
        for (int i = 0; i < 9; i++) {
            draft.more();
        }
        assertEquals(5, draft.getConditions().size());
        assertEquals("news.lists.example", draft.getConditions().get(0).getText());
    }

    @Test
    void filterIsAPlainSentence() {
        FilterWords english = new FilterWords(new Phrasebook("org.sealpost.web.webmail.webmail", Locale.ENGLISH), Map.of(BANK, "Bank"));
        assertEquals("From contains \u201cbank\u201d and Mailing list contains \u201cit's {0}\u201d", english.when(FILTER));
        assertEquals("folder Bank, star, forward to anna@m\u00fcller.example", english.then(FILTER));
        FilterWords german = new FilterWords(new Phrasebook("org.sealpost.web.webmail.webmail", Locale.GERMAN), Map.of());
        assertEquals("Von enth\u00e4lt \u201ebank\u201c und Mailingliste enth\u00e4lt \u201eit's {0}\u201c", german.when(FILTER));
        assertEquals("Ordner (entfernt), markieren, weiterleiten an anna@m\u00fcller.example", german.then(FILTER));
    }
}
