package org.sealpost.destination;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.TlsReport;

/** One domain's lines of one day, each with its number of sessions, as a report (RFC 8460 §4). */
record TlsLines(Domain domain, LocalDate day, Map<TlsLine, Long> sessions) {

    /** @param submitter domain in whose name we report; also that of the contact, as RFC 8460 §5.3 demands */
    TlsReport report(String submitter) {
        Map<List<Object>, List<TlsLine>> byPolicy = sessions.keySet().stream().collect(groupingBy(
                line -> List.of(line.type(), line.policyDomain(), line.policy()), LinkedHashMap::new, toList()));
        return new TlsReport(submitter, day.atStartOfDay().toInstant(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1), "postmaster@" + submitter, day + "_" + domain,
                byPolicy.values().stream().map(this::result).toList());
    }

    private TlsReport.Result result(List<TlsLine> same) {
        TlsLine one = same.get(0);
        List<TlsLine> failures = same.stream().filter(line -> line.failure().isPresent()).toList();
        List<TlsLine> successes = same.stream().filter(line -> line.failure().isEmpty()).toList();
        List<String> patterns = one.policy().stream().filter(line -> line.startsWith("mx: ")).map(line -> line.substring(4)).toList();
        return new TlsReport.Result(one.type(), one.policy(), Optional.of(one.policyDomain()), patterns, sum(successes), sum(failures),
                failures.stream().map(this::failures).toList());
    }

    private TlsReport.Failures failures(TlsLine line) {
        return new TlsReport.Failures(line.failure().orElseThrow(), Optional.empty(), text(line.mxHost()), Optional.empty(), text(line.mxIp()),
                sessions.get(line), Optional.empty(), text(line.reason()));
    }

    private long sum(List<TlsLine> lines) {
        return lines.stream().mapToLong(sessions::get).sum();
    }

    private static Optional<String> text(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
