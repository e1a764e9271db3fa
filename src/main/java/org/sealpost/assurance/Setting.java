package org.sealpost.assurance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One thing that each level (system, account, domain, user, recipient rule) may set: its name, what holds if nobody
 * sets it, how it is written down, and how far a lower level may still move it once it is locked above.
 *
 * @param <T> what its value is
 */
public final class Setting<T> {

    public static final Setting<SenderMode> SENDER_MODE = choice("sender-mode", SenderMode.ALWAYS, Setting::unmoved);

    /** Whether opting a message out needs the sender's recorded attestation. */
    public static final Setting<Boolean> ATTESTATION = yesOrNo("attestation", true);

    public static final Setting<TlsUse> TLS = choice("tls", TlsUse.TRY_FIRST,
            (locked, wished) -> wished == TlsUse.NOT_ALONE ? wished : locked);

    /** The least level of a connection that may carry a secure message by itself; never NONE. */
    public static final Setting<TlsLevel> LEVEL = new Setting<>("level", TlsLevel.VERIFIED,
            text -> notNone(constant(TlsLevel.class, text)), Setting::word, TlsLevel::strictest);

    public static final Setting<TlsVersion> MINIMUM_VERSION =
            choice("minimum-version", TlsVersion.TLS_1_2, TlsVersion::newest);

    public static final Setting<TlsRecipients> TLS_RECIPIENTS = new Setting<>("tls-recipients",
            TlsRecipients.EVERYONE, TlsRecipients::read, TlsRecipients::written, Setting::unmoved);

    public static final Setting<Preference> PREFERENCE =
            choice("preference", Preference.TLS_FIRST, Setting::unmoved);

    public static final Setting<Fallbacks> FALLBACKS = new Setting<>("fallbacks",
            Fallbacks.ALL, Fallbacks::read, Fallbacks::written, Fallbacks::fewer);

    public static final Setting<SecureReplies> SECURE_REPLIES =
            choice("secure-replies", SecureReplies.SENDERS_RISK, Setting::unmoved);

    /** How long a recipient forecast as safe may be INSECURE at delivery before the next protection; up to a day. */
    public static final Setting<Duration> PATIENCE = new Setting<>("patience",
            Duration.ofHours(1), text -> upToADay(Duration.parse(text)), Duration::toString, Setting::unmoved);

    public static final Setting<TriggerTexts> TRIGGERS = new Setting<>("triggers",
            TriggerTexts.STANDARD, TriggerTexts::read, TriggerTexts::written, Setting::unmoved);

    public static final Setting<PickupDays> PICKUP_DAYS = new Setting<>("pickup-days",
            PickupDays.STANDARD, PickupDays::read, PickupDays::written, Setting::unmoved);

    /** What a reader at the pickup page must pass unless the sender chooses. */
    public static final Setting<IdentityCheck> IDENTITY_CHECK =
            choice("identity-check", IdentityCheck.CODE, Setting::unmoved);

    /** Whether a sender may show their own subject in a notice instead of the neutral one. */
    public static final Setting<Boolean> OWN_SUBJECT = yesOrNo("own-subject", false);

    /** Whether mail programs may sign in with the account's password, or with app passwords only. */
    public static final Setting<Boolean> PROGRAM_PASSWORD = new Setting<>("program-password", false, Setting::truth, String::valueOf,
            (locked, wished) -> locked && wished);

    /** Whether forwards go at the account's level of TLS or not at all. Once locked it only may be switched on. */
    public static final Setting<Boolean> FORWARD_TLS_ONLY = new Setting<>("forward-tls-only", false, Setting::truth,
            String::valueOf, (locked, wished) -> locked || wished);

    /** Whether users may set forwards of their own mail. */
    public static final Setting<Boolean> OWN_FORWARDS = yesOrNo("own-forwards", false);

    /** Whether the domains of recipients are asked for their keys. Once locked it only may be switched off. */
    public static final Setting<Boolean> KEY_SEARCH = new Setting<>("key-search", true, Setting::truth, String::valueOf,
            (locked, wished) -> locked && wished);

    /** Whether the configured key server is asked, too, and so learns whom one writes to. Once locked it only may be switched off. */
    public static final Setting<Boolean> KEY_SERVER = new Setting<>("key-server", false, Setting::truth, String::valueOf,
            (locked, wished) -> locked && wished);

    private static final List<Setting<?>> ALL = List.of(SENDER_MODE, ATTESTATION, TLS, LEVEL, MINIMUM_VERSION,
            TLS_RECIPIENTS, PREFERENCE, FALLBACKS, SECURE_REPLIES, PATIENCE, TRIGGERS, PICKUP_DAYS, IDENTITY_CHECK,
            OWN_SUBJECT, PROGRAM_PASSWORD, FORWARD_TLS_ONLY, OWN_FORWARDS, KEY_SEARCH, KEY_SERVER);

    private final String name;
    private final T standard;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final BinaryOperator<T> underLock;

    private Setting(String name, T standard, Function<String, T> reader, Function<T, String> writer,
            BinaryOperator<T> underLock) {
        this.name = name;
        this.standard = standard;
        this.reader = reader;
        this.writer = writer;
        this.underLock = underLock;
    }

    /** All of them, in the order in which screens show them. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    public static Optional<Setting<?>> named(String name) {
        return ALL.stream().filter(setting -> setting.name.equals(name)).findFirst();
    }

    public String name() {
        return name;
    }

    /** What holds if no level sets it. */
    public T standard() {
        return standard;
    }

    /** What becomes of a lower level's wish once this is locked: only what is stricter comes through. */
    public T underLock(T locked, T wished) {
        return underLock.apply(locked, wished);
    }

    /** @throws IllegalArgumentException if the text is no value of this setting */
    public T read(String text) {
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("setting " + name + ": no such value", e);
        }
    }

    /** The text that {@link #read} takes. */
    public String written(T value) {
        return writer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }

    private static <E extends Enum<E>> Setting<E> choice(String name, E standard, BinaryOperator<E> underLock) {
        return new Setting<>(name, standard, text -> constant(standard.getDeclaringClass(), text), Setting::word,
                underLock);
    }

    private static Setting<Boolean> yesOrNo(String name, boolean standard) {
        return new Setting<>(name, standard, Setting::truth, String::valueOf, Setting::unmoved);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(e -> word(e).equals(word)).findFirst().orElseThrow();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static TlsLevel notNone(TlsLevel level) {
        if (level == TlsLevel.NONE) {
            throw new IllegalArgumentException("NONE protects nothing");
        }
        return level;
    }

    private static Duration upToADay(Duration patience) {
        if (patience.isNegative() || patience.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("not up to a day");
        }
        return patience;
    }

    private static <T> T unmoved(T locked, T wished) {
        return locked;
    }
}
