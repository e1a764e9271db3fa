package org.sealpost.web;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a language writes a day of the month: German puts a full stop behind the number. */
public final class DayFormat {

    private DayFormat() { }

    /** @param pattern of {@link DateTimeFormatter}, for English, for example {@code d MMMM yyyy} */
    public static DateTimeFormatter of(String pattern, Locale locale) {
        boolean german = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
        return DateTimeFormatter.ofPattern(german && pattern.startsWith("d ") ? "d." + pattern.substring(1) : pattern, locale);
    }
}
