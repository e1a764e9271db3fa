package org.sealpost.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.MalformedAddress;

class WordsTest {

    private final ResourceBundle english = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.ROOT);
    private final ResourceBundle german = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.GERMAN);

    @Test
    void germanSaysAllThatEnglishSays() {
        assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(german.keySet()));
        long same = english.keySet().stream().filter(key -> key.startsWith("reason."))
                .filter(key -> english.getString(key).equals(german.getString(key))).count();
        assertEquals(0, same);
    }

    @Test
    void everySentenceIsAPattern() {
        english.keySet().forEach(key -> assertFalse(MessageFormat.format(english.getString(key), "x").isBlank(), key));
        german.keySet().forEach(key -> assertFalse(MessageFormat.format(german.getString(key), "x").isBlank(), key));
    }

    @Test
    void noApostropheSwallowsAPlaceholder() {
        english.keySet().forEach(key -> assertFalse(english.getString(key).contains("'"), key));
        german.keySet().forEach(key -> assertFalse(german.getString(key).contains("'"), key));
    }

    @Test
    void everyFlawLevelAndProtectionHasItsWords() {
        for (MalformedAddress.Flaw flaw : MalformedAddress.Flaw.values()) {
            english.getString("address.flaw." + flaw.name().toLowerCase(Locale.ROOT));
        }
        for (TlsLevel level : TlsLevel.values()) {
            english.getString("level." + level.name().toLowerCase(Locale.ROOT));
        }
        for (Protection protection : Protection.values()) {
            english.getString("protection." + protection.name().toLowerCase(Locale.ROOT));
        }
    }
}
