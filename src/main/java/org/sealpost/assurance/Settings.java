package org.sealpost.assurance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one level (system, account, domain, user or recipient rule) sets, and what it locks for those below. Immutable;
 * what isn't set is inherited.
 */
public final class Settings {

    public static final Settings NONE = new Settings(Map.of(), Set.of());

    private static final String LOCKED = "locked";

    private final Map<Setting<?>, Object> values;
    private final Set<Setting<?>> locked;

    private Settings(Map<Setting<?>, Object> values, Set<Setting<?>> locked) {
        this.values = Map.copyOf(values);
        this.locked = Set.copyOf(locked);
    }

    /**
     * From the form in which they are stored: names and values as text, and under {@code locked} the names of the
     * locked ones, joined by commas.
     *
     * @throws IllegalArgumentException if a name or value is unknown: a setting is never guessed
     */
    public static Settings of(Map<String, String> texts) {
        Map<Setting<?>, Object> values = new HashMap<>();
        Set<Setting<?>> locked = new HashSet<>();
        texts.forEach((name, text) -> {
            if (name.equals(LOCKED)) {
                Arrays.stream(text.split(",")).map(Settings::known).forEach(locked::add);
            } else {
                values.put(known(name), known(name).read(text));
            }
        });
        return new Settings(values, locked);
    }

    /** The form for storing, sorted by name. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        values.keySet().forEach(setting -> texts.put(setting.name(), text(setting)));
        if (!locked.isEmpty()) {
            texts.put(LOCKED, locked.stream().map(Setting::name).sorted().collect(Collectors.joining(",")));
        }
        return texts;
    }

    /** What this level sets; empty if it inherits. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> value(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** Whether lower levels may only be stricter. */
    public boolean locks(Setting<?> setting) {
        return locked.contains(setting);
    }

    public <T> Settings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.put(setting, setting.read(setting.written(value)));
        return new Settings(changed, locked);
    }

    /** Inherits it again. */
    public Settings without(Setting<?> setting) {
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.remove(setting);
        return new Settings(changed, locked);
    }

    public Settings locking(Setting<?> setting) {
        Set<Setting<?>> changed = new HashSet<>(locked);
        changed.add(setting);
        return new Settings(values, changed);
    }

    public Settings unlocking(Setting<?> setting) {
        Set<Setting<?>> changed = new HashSet<>(locked);
        changed.remove(setting);
        return new Settings(values, changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values) && locked.equals(that.locked);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, locked);
    }

    @Override
    public String toString() {
        return texts().toString();
    }

    private <T> String text(Setting<T> setting) {
        return setting.written(value(setting).orElseThrow());
    }

    private static Setting<?> known(String name) {
        return Setting.named(name).orElseThrow(() -> new IllegalArgumentException("no setting " + name));
    }
}
