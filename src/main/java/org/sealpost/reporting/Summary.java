package org.sealpost.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

/** What is kept of another's report: what it says about our domains, within limits. */
record Summary(String reportId, String organization, Instant from, Instant until, List<Result> results) {

    static final int MOST_RESULTS = 100;
    static final int MOST_FAILURES = 50;
    static final int LONGEST_ID = 255;
    private static final int LONGEST = 200;

    record Result(Domain domain, PolicyType type, long successful, long failed, List<Failure> failures) { }

    /** @param reason theirs, maybe empty */
    record Failure(ResultType type, String reason, String mxHost, long sessions) { }

    /**
     * The most frequent failures stay, and those results whose domain is ours.
     *
     * @param about our domain that the report as a whole is for: TLSA records are the MX host's, and some name no domain
     * @param ours whether a domain is one of the account's
     */
    static Summary of(TlsReport report, Domain about, Predicate<Domain> ours) {
        List<Result> results = new ArrayList<>();
        for (TlsReport.Result result : report.results()) {
            domain(result, about, ours).filter(domain -> results.size() < MOST_RESULTS).ifPresent(domain -> results.add(
                    new Result(domain, result.type(), result.successful(), result.failed(), failures(result))));
        }
        return new Summary(report.id(), cut(report.organization()), report.from(), report.until(), List.copyOf(results));
    }

    private static Optional<Domain> domain(TlsReport.Result result, Domain about, Predicate<Domain> ours) {
        Optional<Domain> named = result.domain().flatMap(Summary::domain).filter(ours);
        boolean elsewhere = result.type() == PolicyType.TLSA || result.domain().isEmpty();
        return named.isEmpty() && elsewhere ? Optional.of(about) : named;
    }

    private static Optional<Domain> domain(String written) {
        try {
            return Optional.of(new Domain(written));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private static List<Failure> failures(TlsReport.Result result) {
        return result.failures().stream().sorted(Comparator.comparingLong(TlsReport.Failures::sessions).reversed()).limit(MOST_FAILURES)
                .map(failures -> new Failure(failures.type(), cut(failures.reason().orElse("")), cut(failures.mxHost().orElse("")),
                        failures.sessions())).toList();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
