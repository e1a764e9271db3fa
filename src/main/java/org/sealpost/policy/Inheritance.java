package org.sealpost.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsUse;

/**
 * The settings that hold at the last of a row of levels, from the system downwards. Immutable.
 *
 * <p>A lower level's value replaces a higher one's. Once locked it only may be stricter: a higher level of TLS,
 * {@code not-alone}, fewer fallbacks. {@code exclusive}, which loses mail by design, counts only if the last level
 * itself sets it.
 */
public final class Inheritance {

    /** Where a value can come from, highest first. */
    public enum Level { STANDARD, SYSTEM, ACCOUNT, DOMAIN, USER, RULE }

    /**
     * @param from the level whose value it is
     * @param lockedBy the highest level that lets those below only be stricter
     */
    public record Value<T>(T value, Level from, Optional<Level> lockedBy) { }

    private record Layer(Level level, Settings settings) { }

    private final List<Layer> layers;

    private Inheritance(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** Nobody has set anything. */
    public static Inheritance standard() {
        return new Inheritance(List.of());
    }

    public static Inheritance of(Settings system, Settings account) {
        return standard().below(Level.SYSTEM, system).below(Level.ACCOUNT, account);
    }

    /** With one more level, lower than all there are. */
    public Inheritance below(Level level, Settings settings) {
        Level lowest = layers.isEmpty() ? Level.STANDARD : layers.get(layers.size() - 1).level;
        if (level.compareTo(lowest) <= 0) {
            throw new IllegalArgumentException(level + " isn't below " + lowest);
        }
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Layer(level, settings));
        return new Inheritance(more);
    }

    public <T> T get(Setting<T> setting) {
        return value(setting).value();
    }

    public <T> Value<T> value(Setting<T> setting) {
        Value<T> value = new Value<>(setting.standard(), Level.STANDARD, Optional.empty());
        for (Layer layer : layers) {
            value = locked(setting, layer, set(setting, layer, value));
        }
        return value;
    }

    private <T> Value<T> set(Setting<T> setting, Layer layer, Value<T> above) {
        T wished = layer.settings.value(setting).filter(value -> counts(value, layer)).orElse(above.value);
        T value = above.lockedBy.isPresent() ? setting.underLock(above.value, wished) : wished;
        boolean setHere = layer.settings.value(setting).filter(value::equals).isPresent();
        boolean changedHere = !value.equals(above.value);
        return changedHere || setHere && above.lockedBy.isEmpty()
                ? new Value<>(value, layer.level, above.lockedBy) : above;
    }

    private static <T> Value<T> locked(Setting<T> setting, Layer layer, Value<T> value) {
        return value.lockedBy.isEmpty() && layer.settings.locks(setting)
                ? new Value<>(value.value, value.from, Optional.of(layer.level)) : value;
    }

    private boolean counts(Object value, Layer layer) {
        return value != TlsUse.EXCLUSIVE || layer == layers.get(layers.size() - 1);
    }
}
