package org.sealpost.web.admin.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Preference;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsUse;

class SettingsDraftTest {

    private final Settings stored = Settings.NONE.with(Setting.TLS, TlsUse.REQUIRED).locking(Setting.LEVEL);
    private final SettingsDraft draft = new SettingsDraft(stored);

    @Test
    void nothingChangedIsNothingToSave() {
        draft.set(Setting.TLS, TlsUse.NOT_ALONE);
        draft.set(Setting.TLS, TlsUse.REQUIRED);
        assertEquals(Set.of(), draft.changes());
        assertEquals(stored, draft.onto(stored));
    }

    @Test
    void whatIsResetIsInheritedAgain() {
        draft.reset(Setting.TLS);
        assertEquals(Set.of("tls"), draft.changes());
        assertEquals(Settings.NONE.locking(Setting.LEVEL), draft.onto(stored));
    }

    @Test
    void whatSomebodyElseSavedMeanwhileStays() {
        draft.set(Setting.PATIENCE, Duration.ofHours(4));
        Settings meanwhile = stored.with(Setting.PREFERENCE, Preference.STRONGEST_FIRST);
        assertEquals(meanwhile.with(Setting.PATIENCE, Duration.ofHours(4)), draft.onto(meanwhile));
    }

    @Test
    void discardedChangesAreGone() {
        draft.set(Setting.TLS, TlsUse.EXCLUSIVE);
        draft.discard();
        assertEquals(stored, draft.settings());
    }
}
