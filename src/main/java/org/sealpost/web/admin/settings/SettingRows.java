package org.sealpost.web.admin.settings;

import static org.sealpost.assurance.Setting.ATTESTATION;
import static org.sealpost.assurance.Setting.FALLBACKS;
import static org.sealpost.assurance.Setting.IDENTITY_CHECK;
import static org.sealpost.assurance.Setting.KEY_SEARCH;
import static org.sealpost.assurance.Setting.KEY_SERVER;
import static org.sealpost.assurance.Setting.LEVEL;
import static org.sealpost.assurance.Setting.MINIMUM_VERSION;
import static org.sealpost.assurance.Setting.OWN_SUBJECT;
import static org.sealpost.assurance.Setting.PATIENCE;
import static org.sealpost.assurance.Setting.PICKUP_DAYS;
import static org.sealpost.assurance.Setting.PREFERENCE;
import static org.sealpost.assurance.Setting.PROGRAM_PASSWORD;
import static org.sealpost.assurance.Setting.SECURE_REPLIES;
import static org.sealpost.assurance.Setting.SENDER_MODE;
import static org.sealpost.assurance.Setting.TLS;
import static org.sealpost.assurance.Setting.TLS_RECIPIENTS;
import static org.sealpost.assurance.Setting.TRIGGERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsRecipients;
import org.sealpost.assurance.TriggerTexts;
import org.sealpost.policy.Inheritance;
import org.sealpost.web.Phrasebook;

/** Puts the settings of one level into rows and words: which value holds, where it comes from, what else may be chosen. */
final class SettingRows {

    /** The page's parts, and what stands in each. */
    static final Map<String, List<Setting<?>>> GROUPS = Map.of(
            "secure", List.of(SENDER_MODE, ATTESTATION, TLS, SECURE_REPLIES),
            "road", List.of(LEVEL, MINIMUM_VERSION, TLS_RECIPIENTS),
            "otherwise", List.of(FALLBACKS, PREFERENCE, PATIENCE),
            "pickup", List.of(IDENTITY_CHECK, PICKUP_DAYS, OWN_SUBJECT),
            "keys", List.of(KEY_SEARCH, KEY_SERVER),
            "programs", List.of(PROGRAM_PASSWORD, TRIGGERS));

    private static final Map<Setting<?>, List<String>> CHOICES = Map.ofEntries(
            Map.entry(SENDER_MODE, List.of("always", "opt-out", "opt-in")),
            Map.entry(ATTESTATION, List.of("true", "false")),
            Map.entry(TLS, List.of("try-first", "required", "exclusive", "not-alone")),
            Map.entry(SECURE_REPLIES, List.of("senders-risk", "required")),
            Map.entry(LEVEL, List.of("encrypted", "verified", "authenticated")),
            Map.entry(MINIMUM_VERSION, List.of("tls-1-2", "tls-1-3")),
            Map.entry(PREFERENCE, List.of("tls-first", "strongest-first")),
            Map.entry(PATIENCE, List.of("PT0S", "PT15M", "PT1H", "PT4H", "PT24H")),
            Map.entry(IDENTITY_CHECK, List.of("code", "question", "passphrase")),
            Map.entry(OWN_SUBJECT, List.of("false", "true")),
            Map.entry(KEY_SEARCH, List.of("true", "false")),
            Map.entry(KEY_SERVER, List.of("false", "true")),
            Map.entry(PROGRAM_PASSWORD, List.of("false", "true")));

    private final Inheritance above;
    private final Inheritance here;
    private final Inheritance.Level level;
    private final Phrasebook phrases;

    /**
     * @param above the levels over this one
     * @param here those and this one
     */
    SettingRows(Inheritance above, Inheritance here, Inheritance.Level level, Phrasebook phrases) {
        this.above = above;
        this.here = here;
        this.level = level;
        this.phrases = phrases;
    }

    List<SettingRow> of(String group) {
        return GROUPS.get(group).stream().map(this::row).collect(Collectors.toList());
    }

    private <T> SettingRow row(Setting<T> setting) {
        Inheritance.Value<T> value = here.value(setting);
        Inheritance.Value<T> inherited = above.value(setting);
        boolean setHere = value.from() == level;
        boolean locked = inherited.lockedBy().isPresent();
        List<SettingRow.Option> options = options(setting, value.value(), inherited);
        boolean fixed = locked && (CHOICES.containsKey(setting) ? options.size() < 2 : setting != FALLBACKS);
        String style = setHere ? "is-set" : locked ? "is-locked" : "is-inherited";
        return new SettingRow(setting.name(), kind(setting), style, origin(setting, value, locked),
                setHere ? phrases.say("origin.above." + word(inherited.from()), said(setting, inherited.value())) : "",
                fixed, options);
    }

    private <T> String origin(Setting<T> setting, Inheritance.Value<T> value, boolean locked) {
        if (value.from() == level) {
            return phrases.say("origin.here");
        }
        String kind = locked ? "origin.locked." + word(value.lockedBy().orElseThrow()) : "origin." + word(value.from());
        return phrases.say(kind, said(setting, value.value()));
    }

    /** Under a lock only what is stricter; a value that was set otherwise than on this page stays choosable. */
    private <T> List<SettingRow.Option> options(Setting<T> setting, T current, Inheritance.Value<T> inherited) {
        List<String> texts = new ArrayList<>(CHOICES.getOrDefault(setting, List.of()));
        if (texts.stream().noneMatch(text -> setting.read(text).equals(current))) {
            texts.add(setting.written(current));
        }
        return texts.stream().filter(text -> inherited.lockedBy().isEmpty() || comesThrough(setting, text, inherited))
                .map(text -> new SettingRow.Option(setting.written(setting.read(text)),
                        said(setting, setting.read(text)))).toList();
    }

    private static <T> boolean comesThrough(Setting<T> setting, String text, Inheritance.Value<T> inherited) {
        return setting.underLock(inherited.value(), setting.read(text)).equals(setting.read(text));
    }

    private static SettingRow.Kind kind(Setting<?> setting) {
        if (setting == TLS_RECIPIENTS) {
            return SettingRow.Kind.RECIPIENTS;
        }
        if (setting == FALLBACKS) {
            return SettingRow.Kind.FALLBACKS;
        }
        if (setting == TRIGGERS) {
            return SettingRow.Kind.TRIGGERS;
        }
        return setting == PICKUP_DAYS ? SettingRow.Kind.DAYS : SettingRow.Kind.CHOICE;
    }

    /** A value in words. */
    private <T> String said(Setting<T> setting, T value) {
        if (value instanceof TlsRecipients recipients) {
            return phrases.say("value.tls-recipients." + word(recipients.mode()));
        }
        if (value instanceof Fallbacks fallbacks) {
            return fallbacks.on().isEmpty() ? phrases.say("value.fallbacks.none") : fallbacks.on().stream()
                    .map(way -> phrases.say("protection." + word(way))).collect(Collectors.joining(", "));
        }
        if (value instanceof PickupDays days) {
            return phrases.say("value.pickup-days", days.standard(), days.least(), days.most());
        }
        if (value instanceof TriggerTexts texts) {
            return phrases.say("value.triggers", texts.stronger(), texts.escrow(), texts.clear());
        }
        return phrases.say("value." + setting.name() + "." + setting.written(value));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
