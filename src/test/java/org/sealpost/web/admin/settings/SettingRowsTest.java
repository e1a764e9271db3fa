package org.sealpost.web.admin.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsUse;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.Inheritance.Level;
import org.sealpost.web.Phrasebook;

class SettingRowsTest {

    private static final String BUNDLE = "org.sealpost.web.admin.admin";
    private static final Phrasebook ENGLISH = new Phrasebook(BUNDLE, Locale.ENGLISH);

    @Test
    void inheritedValueTellsWhereItComesFrom() {
        SettingRow row = row("tls", Settings.NONE, Settings.NONE);
        assertEquals("is-inherited", row.style());
        assertEquals("Standard: Use TLS, else another way", row.origin());
        assertFalse(row.setHere());
        Settings system = Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED);
        assertEquals("From system: TLS or back to sender", row("tls", system, Settings.NONE).origin());
    }

    @Test
    void valueSetHereTellsWhatWouldHoldWithoutIt() {
        SettingRow row = row("tls", Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED),
                Settings.NONE.with(Setting.TLS, TlsUse.NOT_ALONE));
        assertEquals("is-set", row.style());
        assertEquals("Set here", row.origin());
        assertEquals("system says “TLS or back to sender”", row.above());
    }

    @Test
    void underALockOnlyStricterValuesCanBeChosen() {
        Settings system = Settings.NONE.with(Setting.LEVEL, TlsLevel.VERIFIED).locking(Setting.LEVEL)
                .with(Setting.TLS, TlsUse.REQUIRED).locking(Setting.TLS).locking(Setting.PATIENCE);
        SettingRow level = row("level", system, Settings.NONE);
        assertEquals("is-locked", level.style());
        assertEquals("Locked by system: Proven server", level.origin());
        assertEquals(List.of("verified", "authenticated"), values(level));
        assertFalse(level.fixed());
        assertEquals(List.of("required", "not-alone"), values(row("tls", system, Settings.NONE)));
        assertTrue(row("patience", system, Settings.NONE).fixed());
    }

    @Test
    void listsAndNumbersAreSaidInWords() {
        Settings account = Settings.NONE.with(Setting.FALLBACKS, Fallbacks.ALL.without(Protection.SMIME));
        assertEquals("standard is “OpenPGP, S/MIME, Pickup page”", row("fallbacks", Settings.NONE, account).above());
        assertEquals("Standard: 30 days, 1 to 90", row("pickup-days", Settings.NONE, Settings.NONE).origin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyRowAndOptionHasItsWords(String language) {
        Phrasebook phrases = new Phrasebook(BUNDLE, Locale.forLanguageTag(language));
        for (String group : SettingRows.GROUPS.keySet()) {
            phrases.say("group." + group);
            for (SettingRow row : rows(group, Settings.NONE, Settings.NONE, phrases)) {
                assertFalse(phrases.say("set." + row.name()).startsWith("set."), row.name());
                assertFalse(phrases.say("set." + row.name() + ".text").startsWith("set."), row.name());
                row.options().forEach(option -> assertFalse(option.label().startsWith("value."), option.label()));
            }
        }
    }

    @Test
    void germanSaysAllThatEnglishSays() {
        assertEquals(new TreeSet<>(ResourceBundle.getBundle(BUNDLE, Locale.ROOT).keySet()),
                new TreeSet<>(ResourceBundle.getBundle(BUNDLE, Locale.GERMAN).keySet()));
    }

    private static SettingRow row(String name, Settings system, Settings account) {
        return SettingRows.GROUPS.keySet().stream().flatMap(group -> rows(group, system, account, ENGLISH).stream())
                .filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<SettingRow> rows(String group, Settings system, Settings account, Phrasebook phrases) {
        Inheritance above = Inheritance.standard().below(Level.SYSTEM, system);
        return new SettingRows(above, above.below(Level.ACCOUNT, account), Level.ACCOUNT, phrases).of(group);
    }

    private static List<String> values(SettingRow row) {
        return row.options().stream().map(SettingRow.Option::value).toList();
    }
}
