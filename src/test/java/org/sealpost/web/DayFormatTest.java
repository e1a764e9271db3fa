package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayFormatTest {

    @ParameterizedTest
    @CsvSource({"en, d MMMM yyyy, 3 December 2026", "de, d MMMM yyyy, 3. Dezember 2026", "de, d MMMM, 3. Dezember", "de, MMMM yyyy, Dezember 2026"})
    void aDayIsWrittenAsTheLanguageWritesIt(String language, String pattern, String written) {
        assertEquals(written, DayFormat.of(pattern, Locale.forLanguageTag(language)).format(LocalDate.of(2026, 12, 3)));
    }
}
