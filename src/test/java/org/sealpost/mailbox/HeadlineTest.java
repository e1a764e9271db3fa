package org.sealpost.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mime.Correspondent;

class HeadlineTest {

    private static final Headline HEADLINE = new Headline(new Correspondent("Dr. Vös", Address.of("vos@vos.example")),
            List.of(new Correspondent("Sam", Address.of("sam@clinic.test")), Correspondent.of(Address.of("ü@büro.example"))),
            "Befund 🩺", "Liebe Kollegin", 2, Instant.parse("2026-11-23T12:00:00.123Z"));

    @Test
    void itIsReadBackAsItWasWritten() {
        assertEquals(HEADLINE, Headline.of(HEADLINE.octets()));
    }

    @Test
    void wordsAreFoundInAnyFieldAndCase() {
        assertTrue(HEADLINE.mentions(List.of("befund", "vös", "sam@clinic.test", "kollegin")));
        assertFalse(HEADLINE.mentions(List.of("befund", "missing")));
    }

    @Test
    void whatIsTooLongIsCut() {
        Headline long1 = new Headline(HEADLINE.from(), Collections.nCopies(500, HEADLINE.from()), "x".repeat(100_000),
                "y".repeat(100_000), 0, HEADLINE.date());
        assertEquals(100, long1.to().size());
        assertEquals(1000, long1.subject().length());
        assertEquals(long1, Headline.of(long1.octets()));
    }
}
