package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;

class DsnComposerTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-23T10:43:00Z");

    @Test
    void failureIsReportedForPeopleAndForPrograms() throws IOException {
        String raw = raw(report(Optional.of("550 5.1.1 no such user\r\nSubject: x")));
        assertTrue(raw.contains("Content-Type: multipart/report; report-type=delivery-status; boundary=")
                || raw.contains("Content-Type: multipart/report; report-type=delivery-status;\r\n"), raw);
        assertTrue(raw.contains("""
                Reporting-MTA: dns; clinic.test
                Arrival-Date: Mon, 23 Nov 2026 10:43:00 +0000

                Final-Recipient: rfc822; bob@no-tls.test
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.no-tls.test
                Diagnostic-Code: smtp; 550 5.1.1 no such user  Subject: x
                """.replace("\n", "\r\n")), raw);
        assertTrue(raw.contains("Auto-Submitted: auto-replied\r\n"));
        assertTrue(raw.contains("Your message didn't arrive."));
    }

    @Test
    void nothingButTheMessageIdIsGivenBack() throws IOException {
        String raw = raw(report(Optional.empty()));
        assertTrue(raw.contains("text/rfc822-headers\r\n\r\nMessage-ID: <1@clinic.test>\r\n"), raw);
        assertEquals(1, raw.lines().filter(line -> line.startsWith("Subject:")).count());
        assertFalse(raw.contains("Diagnostic-Code"));
    }

    private static DeliveryReport report(Optional<String> diagnostic) {
        return new DeliveryReport(DeliveryReport.Action.FAILED, new Domain("clinic.test"),
                Correspondent.of(Address.of("sam@clinic.test")), Address.of("bob@no-tls.test"), new EnhancedStatus(5, 1, 1),
                Optional.of("mx.no-tls.test"), diagnostic, "Not delivered: bob@no-tls.test", "Your message didn't arrive.",
                ARRIVAL, Optional.empty(), Optional.of("<1@clinic.test>"));
    }

    private static String raw(DeliveryReport report) throws IOException {
        DsnComposer composer = new DsnComposer(InstantSource.fixed(ARRIVAL), new SecureRandom());
        return new String(composer.compose(report).open().readAllBytes(), StandardCharsets.UTF_8);
    }
}
