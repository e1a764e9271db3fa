package org.sealpost.destination;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.directory.Directory;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.tlsrpt.TlsReport;

@ExtendWith(ArquillianExtension.class)
class TlsResultsIT {

    private static final Domain DOMAIN = new Domain("counted.tls-results.example");
    private static final Instant LATELY = Instant.now().minusSeconds(86_400);
    private static final LocalDate DAY = LocalDate.ofInstant(LATELY, ZoneOffset.UTC);

    @Inject
    private TlsResults results;
    @Inject
    private Directory directory;
    @Inject
    private Outbox outbox;

    @Test
    void whatIsCountedAddsUpInTheTable() {
        Evidence good = seen(LATELY, "tls.verified");
        Evidence bad = seen(LATELY, "tls.none");
        results.count(DOMAIN, List.of(good, bad, good));
        results.flush();
        results.count(DOMAIN, List.of(good));
        results.count(DOMAIN, Reason.of("tls.certificate.expired", "mta-sts.counted.tls-results.example"));
        results.flush();
        results.flush();
        assertEquals(new TlsDay(DOMAIN, 3, 1), results.domains(DAY).stream().filter(day -> day.domain().equals(DOMAIN)).findFirst().orElseThrow());
        TlsReport report = results.report(DOMAIN, DAY, "clinic.test").orElseThrow();
        assertEquals("postmaster@clinic.test", report.contact());
        assertEquals(1, report.results().size());
        TlsReport.Failures failures = report.results().get(0).failures().get(0);
        assertEquals("starttls-not-supported", failures.type().text());
        assertEquals(Optional.of("192.0.2.1"), failures.mxIp());
        assertEquals(1, failures.sessions());
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertEquals("sts-webpki-invalid", results.report(DOMAIN, today, "clinic.test").orElseThrow().results().get(0).failures().get(0).type().text());
        assertTrue(results.days().containsAll(List.of(today, DAY)));
        assertEquals(Optional.empty(), results.report(new Domain("other.tls-results.example"), DAY, "clinic.test"));
    }

    @Test
    void whatADeliveryMetIsCounted() {
        long clinic = directory.user(Address.of("ada@clinic.test")).orElseThrow().accountId();
        long before = successes("verified.test");
        outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, clinic, ReversePath.NULL, Address.of("anna@verified.test"),
                RawMessage.of("Subject: counted\r\n\r\ncounted\r\n".getBytes(StandardCharsets.US_ASCII)), 0));
        await().atMost(Duration.ofSeconds(60)).until(() -> successes("verified.test") > before);
    }

    private long successes(String domain) {
        results.flush();
        return results.days().stream().flatMap(day -> results.domains(day).stream())
                .filter(day -> day.domain().name().equals(domain)).mapToLong(TlsDay::successful).sum();
    }

    private static Evidence seen(Instant at, String code) {
        boolean tls = !code.equals("tls.none");
        return new Evidence(at, "mx.tls-results.example", Optional.of("192.0.2.1"), tls ? Optional.of("TLSv1.3") : Optional.empty(), Optional.empty(),
                Optional.empty(), tls ? TlsLevel.VERIFIED : TlsLevel.NONE, Reason.of(code, "mx.tls-results.example"),
                Evidence.Policy.OPPORTUNISTIC, Optional.empty());
    }
}
