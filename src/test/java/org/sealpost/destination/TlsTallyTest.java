package org.sealpost.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsCache;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

class TlsTallyTest {

    private static final Domain STS = new Domain("sts.example");
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final List<String> POLICY = List.of("version: STSv1", "mode: testing", "mx: *.sts.example", "max_age: 86400");

    private final TlsTally tally = new TlsTally(new StsCache() {
        @Override
        public Optional<KnownPolicy> find(Domain domain) {
            return Optional.of(new KnownPolicy("one", new StsPolicy(StsPolicy.Mode.TESTING, List.of("*.sts.example"), Duration.ofDays(1)),
                    Instant.EPOCH));
        }

        @Override
        public void keep(Domain domain, KnownPolicy policy) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void daysAreOfUtc() {
        tally.count(STS, seen("2026-11-23T23:59:59Z", "mx.sts.example", "policy.opportunistic", "tls.verified"));
        tally.count(STS, seen("2026-11-24T00:00:00Z", "mx.sts.example", "policy.opportunistic", "tls.verified"));
        assertEquals(List.of(DAY, DAY.plusDays(1)), tally.fetch().keySet().stream().map(TlsLine::day).sorted().toList());
    }

    @Test
    void equalSessionsAreOneLineAndSuccessesTellNoHost() {
        for (String host : List.of("mx1.sts.example", "mx2.sts.example", "mx1.sts.example")) {
            tally.count(STS, seen("2026-11-23T12:00:00Z", host, "policy.sts.testing", "tls.verified"));
        }
        assertEquals(Map.of(new TlsLine(DAY, STS, PolicyType.STS, "sts.example", POLICY, Optional.empty(), "", "", ""), 3L), tally.fetch());
        assertEquals(Map.of(), tally.fetch());
    }

    @Test
    void whatCouldntBeKeptCountsOn() {
        tally.count(STS, seen("2026-11-23T12:00:00Z", "mx.sts.example", "policy.opportunistic", "tls.none"));
        Map<TlsLine, Long> fetched = tally.fetch();
        tally.count(STS, seen("2026-11-23T12:00:00Z", "mx.sts.example", "policy.opportunistic", "tls.none"));
        tally.giveBack(fetched);
        assertEquals(List.of(2L), List.copyOf(tally.fetch().values()));
    }

    @Test
    void oneReportHoldsEachPolicyOnce() {
        tally.count(STS, seen("2026-11-23T01:00:00Z", "mx1.sts.example", "policy.sts.testing", "tls.verified"));
        tally.count(STS, seen("2026-11-23T02:00:00Z", "mx1.sts.example", "policy.sts.testing", "tls.certificate.expired"));
        tally.count(STS, seen("2026-11-23T03:00:00Z", "evil.test", "policy.sts.testing", "tls.verified"));
        tally.count(STS, seen("2026-11-23T04:00:00Z", "mx9.sts.example", "policy.dane", "tls.dane"));
        tally.count(STS, seen("2026-11-23T05:00:00Z", "mx1.sts.example", "policy.sts.testing", "mx.slow"));
        tally.count(STS, Reason.of("sts.syntax", "mta-sts.sts.example", "<html>"), DAY);
        TlsReport report = new TlsLines(STS, DAY, tally.fetch()).report("mail.clinic.example");
        assertEquals("2026-11-23T00:00:00Z", report.from().toString());
        assertEquals("2026-11-23T23:59:59Z", report.until().toString());
        assertEquals("postmaster@mail.clinic.example", report.contact());
        assertEquals("2026-11-23_sts.example", report.id());
        TlsReport.Result sts = result(report, PolicyType.STS, POLICY);
        assertEquals(List.of("*.sts.example"), sts.mxHosts());
        assertEquals(Optional.of("sts.example"), sts.domain());
        assertEquals(1, sts.successful());
        assertEquals(2, sts.failed());
        assertEquals(List.of("certificate-expired mx1.sts.example", "validation-failure evil.test"), sts.failures().stream()
                .map(failures -> failures.type().text() + " " + failures.mxHost().orElseThrow()).sorted().toList());
        assertEquals(Optional.of("mx9.sts.example"), result(report, PolicyType.TLSA, List.of()).domain());
        assertEquals(ResultType.STS_POLICY_INVALID, result(report, PolicyType.STS, List.of()).failures().get(0).type());
        assertEquals(3, report.results().size());
    }

    private static TlsReport.Result result(TlsReport report, PolicyType type, List<String> policy) {
        return report.results().stream().filter(result -> result.type() == type && result.policy().equals(policy)).findFirst().orElseThrow();
    }

    private static Evidence seen(String at, String host, String source, String code) {
        boolean tls = code.startsWith("tls.") && !code.equals("tls.none");
        return new Evidence(Instant.parse(at), host, Optional.of("192.0.2.1"), tls ? Optional.of("TLSv1.3") : Optional.empty(), Optional.empty(),
                Optional.empty(), tls ? TlsLevel.VERIFIED : TlsLevel.NONE, Reason.of(code, host),
                new Evidence.Policy(TlsLevel.NONE, Reason.of(source)), Optional.empty());
    }
}
