package org.sealpost.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

class SummaryTest {

    private static final Domain CLINIC = new Domain("clinic.test");
    private static final Domain LAB = new Domain("lab.clinic.test");
    private static final Set<Domain> OURS = Set.of(CLINIC, LAB);

    @Test
    void onlyWhatIsAboutOurDomainsIsKept() {
        Summary summary = summary(List.of(result(PolicyType.STS, "CLINIC.test", 5, 1), result(PolicyType.NO_POLICY_FOUND, "lab.clinic.test", 2, 0),
                result(PolicyType.STS, "verified.test", 7, 7), result(PolicyType.STS, "x.clinic.test", 7, 7), result(PolicyType.STS, "no domain", 7, 7)));
        assertEquals(List.of("clinic.test 5 1", "lab.clinic.test 2 0"), said(summary));
    }

    @Test
    void recordsOfAnMxHostAndResultsWithoutADomainAreOfTheDomainThatTheReportIsFor() {
        assertEquals(List.of("clinic.test 3 0", "clinic.test 4 0", "lab.clinic.test 5 0"), said(summary(List.of(
                result(PolicyType.TLSA, "mx.provider.example", 3, 0), result(PolicyType.NO_POLICY_FOUND, "", 4, 0),
                result(PolicyType.TLSA, "lab.clinic.test", 5, 0)))));
    }

    @Test
    void ofManyFailuresTheMostFrequentStayAndTextsAreCut() {
        List<TlsReport.Failures> many = LongStream.rangeClosed(1, 200).mapToObj(sessions -> new TlsReport.Failures(ResultType.CERTIFICATE_EXPIRED,
                Optional.empty(), Optional.of("mx.clinic.test"), Optional.empty(), Optional.empty(), sessions, Optional.empty(),
                Optional.of("r".repeat(4_000)))).toList();
        Summary summary = summary(List.of(new TlsReport.Result(PolicyType.STS, List.of(), Optional.of("clinic.test"), List.of(), 0, 20_100, many)));
        List<Summary.Failure> kept = summary.results().get(0).failures();
        assertEquals(50, kept.size());
        assertEquals(200, kept.get(0).sessions());
        assertEquals(151, kept.get(49).sessions());
        assertEquals(200, kept.get(0).reason().length());
        assertEquals(100, summary(Collections.nCopies(5_000, result(PolicyType.STS, "clinic.test", 1, 0))).results().size());
    }

    private static Summary summary(List<TlsReport.Result> results) {
        return Summary.of(new TlsReport("Company-X", Instant.parse("2026-11-27T00:00:00Z"), Instant.parse("2026-11-27T23:59:59Z"),
                "tls@company-x.example", "17", results), CLINIC, OURS::contains);
    }

    private static TlsReport.Result result(PolicyType type, String domain, long successful, long failed) {
        return new TlsReport.Result(type, List.of(), Optional.of(domain).filter(name -> !name.isEmpty()), List.of(), successful, failed, List.of());
    }

    private static List<String> said(Summary summary) {
        return summary.results().stream().map(result -> result.domain() + " " + result.successful() + " " + result.failed()).toList();
    }
}
