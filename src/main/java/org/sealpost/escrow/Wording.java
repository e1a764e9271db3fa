package org.sealpost.escrow;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.sealpost.mail.Address;

/** The words of the mail that escrow writes, in one language. */
final class Wording {

    private static final String BUNDLE = "org.sealpost.escrow.mail";
    private static final Set<String> GERMAN = Set.of("de", "at", "li");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle words;

    /** A stranger's domain is all that hints at their language; English where it says nothing. */
    static Wording to(Address reader) {
        String name = reader.domain().name();
        return new Wording(GERMAN.contains(name.substring(name.lastIndexOf('.') + 1)) ? Locale.GERMAN : Locale.UK);
    }

    private Wording(Locale locale) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    }

    String language() {
        return locale.getLanguage();
    }

    String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    String date(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).withZone(ZoneOffset.UTC).format(at);
    }

    /** With the time zone, since nobody knows where the reader is. */
    String time(Instant at) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", locale).withZone(ZoneOffset.UTC).format(at);
    }
}
