package org.sealpost.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
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
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.TlsReport;

@ExtendWith(ArquillianExtension.class)
class TlsResultsIT {

    private static final Domain DOMAIN = new Domain("counted.tls-results.example");
    private static final Instant LATELY = Instant.now().minusSeconds(86_400);
    private static final LocalDate DAY = LocalDate.ofInstant(LATELY, ZoneOffset.UTC);

    @Inject
    private TlsResults results;

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
        TlsReport report = results.report(DOMAIN, DAY).orElseThrow();
        assertEquals(1, report.results().size());
        TlsReport.Failures failures = report.results().get(0).failures().get(0);
        assertEquals("starttls-not-supported", failures.type().text());
        assertEquals(Optional.of("192.0.2.1"), failures.mxIp());
        assertEquals(1, failures.sessions());
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertEquals("sts-webpki-invalid", results.report(DOMAIN, today).orElseThrow().results().get(0).failures().get(0).type().text());
        assertTrue(results.days().containsAll(List.of(today, DAY)));
        assertEquals(Optional.empty(), results.report(new Domain("other.tls-results.example"), DAY));
    }

    private static Evidence seen(Instant at, String code) {
        boolean tls = !code.equals("tls.none");
        return new Evidence(at, "mx.tls-results.example", Optional.of("192.0.2.1"), tls ? Optional.of("TLSv1.3") : Optional.empty(), Optional.empty(),
                Optional.empty(), tls ? TlsLevel.VERIFIED : TlsLevel.NONE, Reason.of(code, "mx.tls-results.example"),
                Evidence.Policy.OPPORTUNISTIC, Optional.empty());
    }
}
