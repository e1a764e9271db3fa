package org.sealpost.web.admin.destinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Alarm;
import org.sealpost.monitor.Change;
import org.sealpost.web.Phrasebook;

class AlarmNoteTest {

    private static final String BUNDLE = "org.sealpost.web.admin.admin";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Domain JOE = new Domain("stripped.test");

    @Test
    void aFallIsToldFromWhereToWhereAndWhatWaits() {
        AlarmNote note = note(new Change(Change.What.LEVEL, "VERIFIED", "NONE", true), 3, Locale.ENGLISH);
        assertEquals(new AlarmNote.Fall(new HeatCell("is-ok", "proven server"), new HeatCell("is-bad", "no encryption"),
                "Its mail servers no longer encrypt. Nothing readable is sent there in clear: secure messages take another way, "
                        + "ordinary ones wait."), note.falls().get(0));
        assertEquals("3 of your messages wait for it.", note.waiting());
        assertEquals("None of your messages waits for it.", note(
                new Change(Change.What.DANE, "USABLE", "NONE", true), 0, Locale.ENGLISH).waiting());
    }

    /** Every fall that {@code monitor} can find. */
    @ParameterizedTest
    @CsvSource({"LEVEL, AUTHENTICATED, VERIFIED", "LEVEL, VERIFIED, ENCRYPTED", "LEVEL, ENCRYPTED, NONE", "DANE, USABLE, PARTLY",
        "DANE, PARTLY, UNUSABLE", "DANE, USABLE, NONE", "DANE, UNUSABLE, UNSIGNED", "STS, ENFORCE, TESTING", "STS, TESTING, NONE",
        "STS, ENFORCE, BROKEN", "EXPIRY, false, true"})
    void everyFallHasItsWordsInEachLanguage(Change.What what, String was, String became) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            AlarmNote.Fall fall = note(new Change(what, was, became, true), 1, locale).falls().get(0);
            for (String words : List.of(fall.was().words(), fall.became().words(), fall.means())) {
                assertFalse(words.matches("[a-z]+(\\.[a-z_]+)+"), words);
            }
        }
    }

    @Test
    void whatIsBlockedOrLiftedIsNotSaidToTakeAnotherWay() {
        Change lost = new Change(Change.What.LEVEL, "VERIFIED", "NONE", true);
        assertEquals("Its mail servers no longer reach what the domain demands, or what is forced. Nothing is sent there until they do.",
                means(lost, AlarmNote.Bond.BLOCKED));
        assertEquals("Its mail servers no longer encrypt, and the TLS memory is set aside: ordinary messages may go there in clear. "
                + "Secure messages take another way.", means(lost, AlarmNote.Bond.LIFTED));
        assertEquals("Its mail servers no longer prove who they are. Where a proven server is needed, secure messages take another way.",
                means(new Change(Change.What.LEVEL, "VERIFIED", "ENCRYPTED", true), AlarmNote.Bond.LIFTED));
    }

    private static String means(Change fall, AlarmNote.Bond bond) {
        return AlarmNote.of(List.of(new Alarm(JOE, NOON, fall, 0)), bond, false, new Phrasebook(BUNDLE, Locale.ENGLISH)).falls().get(0).means();
    }

    private static AlarmNote note(Change fall, long waiting, Locale locale) {
        return AlarmNote.of(List.of(new Alarm(JOE, NOON, fall, waiting)), AlarmNote.Bond.USUAL, false, new Phrasebook(BUNDLE, locale));
    }
}
