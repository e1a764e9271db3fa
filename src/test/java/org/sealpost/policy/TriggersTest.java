package org.sealpost.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.TriggerTexts;

class TriggersTest {

    private final Triggers triggers = new Triggers(TriggerTexts.STANDARD);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "+encrypt+ Results            | Results         | STRONGER | AS_USUAL",
        "Results +ENCRYPT+            | Results         | STRONGER | AS_USUAL",
        "Your +Escrow+ results        | Your results    | ESCROW   | AS_USUAL",
        "+encrypt+ both +escrow+      | both            | ESCROW   | AS_USUAL",
        "+clear+ Opening hours        | Opening hours   | NONE     | ORDINARY",
        "+clear+ +encrypt+ Hours      | Hours           | STRONGER | ORDINARY",
        "Two  blanks stay             | Two  blanks stay| NONE     | AS_USUAL",
        "+encrypt Results             | +encrypt Results| NONE     | AS_USUAL",
        "+encrypt++escrow+            | ''              | ESCROW   | AS_USUAL"})
    void triggersAreFoundAnywhereInAnyCaseAndStripped(String subject, String stripped, Escalation escalation,
            Marking marking) {
        assertEquals(new Triggers.Found(stripped, escalation, marking),
                triggers.read(subject, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"encrypt, STRONGER", "' Escrow ', ESCROW", "escrwo, ESCROW", "'', ESCROW", "clear, NONE"})
    void headerAsksToo(String value, Escalation escalation) {
        assertEquals(escalation, triggers.read("Results", Optional.of(value), Optional.empty()).escalation());
    }

    @Test
    void strictestOfSubjectAndHeaderWins() {
        assertEquals(Escalation.ESCROW,
                triggers.read("+encrypt+ x", Optional.of("escrow"), Optional.empty()).escalation());
        assertEquals(Escalation.STRONGER,
                triggers.read("+encrypt+ x", Optional.of("clear"), Optional.empty()).escalation());
    }

    @Test
    void clearCopiedFromTheParentNeverCounts() {
        assertEquals(Marking.ORDINARY_COPIED,
                triggers.read("Re: +clear+ hello", Optional.empty(), Optional.of("+CLEAR+ hello")).marking());
        assertEquals(Marking.ORDINARY,
                triggers.read("Re: +clear+ hello", Optional.empty(), Optional.of("hello")).marking());
    }

    @Test
    void encryptCopiedFromTheParentCounts() {
        assertEquals(Escalation.STRONGER,
                triggers.read("Re: +encrypt+ hello", Optional.empty(), Optional.of("+encrypt+ hello")).escalation());
    }

    @Test
    void strippingOneTriggerUncoversNoOther() {
        String stripped = triggers.stripped("+cl+clear+ear+ +en+escrow+crypt+");
        assertEquals("+cl ear+ +en crypt+", stripped);
        assertFalse(stripped.contains("+clear+"));
    }

    @Test
    void otherTextsReplaceTheUsualOnes() {
        Triggers own = new Triggers(new TriggerTexts("[secure]", "[portal]", "[open]"));
        assertEquals(new Triggers.Found("Results +encrypt+", Escalation.STRONGER, Marking.AS_USUAL),
                own.read("[Secure] Results +encrypt+", Optional.empty(), Optional.empty()));
    }
}
