package org.sealpost.web.admin.settings;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;

/** What an administrator has changed on the page and not saved yet, in the form that settings are stored in. */
final class SettingsDraft implements Serializable {

    private static final long serialVersionUID = 1;

    private final TreeMap<String, String> stored;
    private final TreeMap<String, String> texts;

    SettingsDraft(Settings stored) {
        this.stored = new TreeMap<>(stored.texts());
        this.texts = new TreeMap<>(this.stored);
    }

    Settings settings() {
        return Settings.of(texts);
    }

    <T> void set(Setting<T> setting, T value) {
        texts.putAll(settings().with(setting, value).texts());
    }

    /** Inherits it again. */
    void reset(Setting<?> setting) {
        texts.remove(setting.name());
    }

    void discard() {
        texts.clear();
        texts.putAll(stored);
    }

    /** The names of what differs from what was stored when the page was opened. */
    Set<String> changes() {
        Set<String> names = new TreeSet<>(stored.keySet());
        names.addAll(texts.keySet());
        names.removeIf(name -> Objects.equals(stored.get(name), texts.get(name)));
        return names;
    }

    /** What is stored now with these changes, so that nothing is undone that somebody else saved meanwhile. */
    Settings onto(Settings now) {
        Map<String, String> merged = new TreeMap<>(now.texts());
        for (String name : changes()) {
            if (texts.containsKey(name)) {
                merged.put(name, texts.get(name));
            } else {
                merged.remove(name);
            }
        }
        return Settings.of(merged);
    }
}
