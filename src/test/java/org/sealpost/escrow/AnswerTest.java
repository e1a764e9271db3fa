package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.assurance.IdentityCheck.PASSPHRASE;
import static org.sealpost.assurance.IdentityCheck.QUESTION;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @ParameterizedTest
    @CsvSource({"Café Zürich,cafezurich", "'  cafe   zurich ',cafezurich", "CAFÉ-ZÜRICH!,cafezurich", "Straße 12 b,strasse12b",
        "O’Neill,oneill", "ﬁsh,fish", "１２,12", "Łódź,łodz", "北京,北京"})
    void anAnswerForgivesCaseSpacesAccentsAndPunctuation(String typed, String normal) {
        assertEquals(normal, Answer.to(QUESTION, typed).normal());
    }

    @Test
    void anAnswerOfNothingButPunctuationStaysWhatItIs() {
        assertEquals("?!", Answer.to(QUESTION, " ?! ").normal());
    }

    @Test
    void aPassphraseCountsExactlyButForSpacesAroundIt() {
        assertEquals("Correct Horse-é", Answer.to(PASSPHRASE, " Correct Horse-e\u0301\t").normal());
    }

    @Test
    void matchesItsOwnHashOnly() {
        String hash = Answer.to(QUESTION, "Blue house").hash();
        assertTrue(hash.startsWith("$argon2id$"), hash);
        assertTrue(Answer.to(QUESTION, "blue-house").matches(hash));
        assertFalse(Answer.to(QUESTION, "blue mouse").matches(hash));
        assertFalse(Answer.to(QUESTION, "").matches(hash));
        assertFalse(Answer.to(QUESTION, null).matches(hash));
        assertFalse(hash.contains("blue"));
    }

    @Test
    void twoHashesOfOneAnswerDiffer() {
        assertNotEquals(Answer.to(QUESTION, "blue").hash(), Answer.to(QUESTION, "blue").hash());
    }

    @Test
    void isNeverPrinted() {
        assertEquals("Answer", Answer.to(QUESTION, "blue").toString());
    }
}
