package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mime.SplitEntity;

class LettersTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void anAnswerQuotesWhatWasReadAndNamesIt() throws Exception {
        byte[] read = "From: sam@clinic.test\r\nMessage-ID: <7@clinic.test>\r\nSubject: =?utf-8?Q?F=C3=BCr_dich?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\nSam\r\n"
                .getBytes(StandardCharsets.UTF_8);
        Unsealed unsealed = new Unsealed(Optional.empty(), SplitEntity.of(new ByteArrayInputStream(read)).header(), OpenedMail.of(read), "", false);
        byte[] answer = Letters.answer(Correspondent.FINN, "Finn Olsen", unsealed, "Danke.", NOON);
        for (byte octet : answer) {
            assertTrue(octet >= 0, "seven bits");
        }
        String text = new String(answer, StandardCharsets.US_ASCII);
        assertTrue(text.contains("\r\nIn-Reply-To: <7@clinic.test>\r\nReferences: <7@clinic.test>\r\n"), text);
        OpenedMail opened = OpenedMail.of(answer);
        assertEquals("Re: Für dich", opened.subject());
        assertEquals("Danke.\r\n\r\n> Grüße\r\n> Sam", opened.text());
    }

    @Test
    void plainLettersStayPlain() {
        String text = new String(Letters.toSam(Correspondent.MIA, "Mia Lindner", "Hello", "hi.", NOON), StandardCharsets.US_ASCII);
        assertTrue(text.contains("\r\nDate: Mon, 23 Nov 2026 12:00:00 GMT\r\n"), text);
        assertTrue(text.endsWith("Content-Transfer-Encoding: 7bit\r\n\r\nDear Sam,\r\n\r\nhi.\r\n"), text);
    }
}
