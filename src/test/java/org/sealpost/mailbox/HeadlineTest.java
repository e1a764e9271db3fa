package org.sealpost.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.Standard;
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

    @Test
    void whatWasFoundWhenItWasOpenedStaysWithIt() {
        Finding finding = new Finding(Finding.Encryption.OPENED, Optional.of(Standard.SMIME), "AES-256 GCM", true,
                List.of(new Finding.Signed(Standard.SMIME, new SignatureFound(SignatureFound.Standing.GOOD, "AB12", Optional.of(Instant.parse("2026-11-23T12:00:00Z")))),
                        new Finding.Signed(Standard.OPENPGP, new SignatureFound(SignatureFound.Standing.BAD, "", Optional.empty()))),
                true, false, List.of(new Finding.Apart(1, Finding.Apart.Kind.SIGNED)), 4711);
        Headline found = HEADLINE.with(finding);
        assertEquals(found, Headline.of(found.octets()));
        assertTrue(found.isEncrypted());
        assertFalse(HEADLINE.isEncrypted());
    }

    /** As they were written before anything was opened. */
    @Test
    void headlinesOfTheFormBeforeAreRead() {
        byte[] now = HEADLINE.octets();
        byte[] before = Arrays.copyOf(now, now.length - 1);
        before[0] = 2;
        assertEquals(HEADLINE, Headline.of(before));
        byte[] first = Arrays.copyOf(now, now.length - 2);
        first[0] = 1;
        assertEquals(HEADLINE, Headline.of(first));
    }
}
