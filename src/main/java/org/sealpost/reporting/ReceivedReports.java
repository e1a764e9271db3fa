package org.sealpost.reporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.ResultType;

/** What others reported about the TLS of their mail to an account's domains. */
@ApplicationScoped
@Transactional
public class ReceivedReports {

    /** Of one account in 24 hours. */
    static final int MOST_A_DAY = 500;
    static final int MOST_OF_ONE = 100;
    private static final int DAYS_KEPT = 62;

    private static final String KEEP = """
            INSERT INTO tls_report_received (account_id, submitter, report_id, organization, began, ended, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id""";
    private static final String RESULT = """
            INSERT INTO tls_report_result (report, place, policy_domain, policy_type, successful, failed) VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String FAILURE = """
            INSERT INTO tls_report_failure (report, place, number, result_type, reason, mx_host, sessions) VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String DISCARD = """
            INSERT INTO tls_report_discarded AS d (account_id, day, why, mails) VALUES (?, ?, ?, 1)
            ON CONFLICT (account_id, day, why) DO UPDATE SET mails = d.mails + 1""";
    private static final String LATEST = """
            SELECT (r.began AT TIME ZONE 'UTC')::date::text, r.submitter, r.organization, x.policy_domain, sum(x.successful), sum(x.failed),
              (SELECT f.result_type FROM tls_report_failure f JOIN tls_report_result y ON y.report = f.report AND y.place = f.place
               WHERE f.report = r.id AND y.policy_domain = x.policy_domain GROUP BY f.result_type ORDER BY sum(f.sessions) DESC, 1 LIMIT 1)
            FROM tls_report_received r JOIN tls_report_result x ON x.report = r.id
            WHERE r.account_id = ? GROUP BY r.id, x.policy_domain ORDER BY r.began DESC, r.id DESC, x.policy_domain LIMIT ?""";

    @PersistenceContext
    private EntityManager entities;

    private AuditLog audit;
    private InstantSource clock;

    protected ReceivedReports() {
    }

    @Inject
    ReceivedReports(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** The latest first. */
    public List<ReceivedReport> latest(long accountId, int most) {
        List<?> rows = query(LATEST, accountId, most).getResultList();
        return rows.stream().map(Object[].class::cast).map(row -> new ReceivedReport(LocalDate.parse((String) row[0]), new Domain((String) row[1]),
                (String) row[2], new Domain((String) row[3]), ((Number) row[4]).longValue(), ((Number) row[5]).longValue(),
                Optional.ofNullable((String) row[6]).map(ResultType::valueOf))).toList();
    }

    /** How much mail wasn't counted as a report, of the days that are kept. */
    public Map<Discard, Long> discarded(long accountId) {
        Map<Discard, Long> discarded = new EnumMap<>(Discard.class);
        List<?> rows = query("SELECT why, sum(mails) FROM tls_report_discarded WHERE account_id = ? GROUP BY why", accountId).getResultList();
        rows.stream().map(Object[].class::cast).forEach(row -> discarded.put(Discard.valueOf((String) row[0]), ((Number) row[1]).longValue()));
        return discarded;
    }

    boolean isFull(long accountId) {
        return number("SELECT count(*) FROM tls_report_received WHERE account_id = ? AND received_at > ?", accountId,
                utc(clock.instant().minus(Duration.ofDays(1)))) >= MOST_A_DAY;
    }

    /** Whether the submitter has sent as many as anybody may, so that none keeps out the others. */
    boolean isFull(long accountId, Domain submitter) {
        return number("SELECT count(*) FROM tls_report_received WHERE account_id = ? AND received_at > ? AND submitter = ?", accountId,
                utc(clock.instant().minus(Duration.ofDays(1))), submitter.name()) >= MOST_OF_ONE;
    }

    /** @return false if the submitter's report of that id is known: then nothing changes */
    boolean keep(long accountId, Domain submitter, Summary summary) {
        List<?> made = query(KEEP, accountId, submitter.name(), summary.reportId(), summary.organization(), utc(summary.from()),
                utc(summary.until()), utc(clock.instant())).getResultList();
        if (made.isEmpty()) {
            return false;
        }
        long report = ((Number) made.get(0)).longValue();
        for (int place = 0; place < summary.results().size(); place++) {
            keep(report, place, summary.results().get(place));
        }
        audit.record(new AuditEvent(accountId, "smtp", "tlsreport.received", submitter.name(), Map.of("results",
                Integer.toString(summary.results().size()))));
        return true;
    }

    private void keep(long report, int place, Summary.Result result) {
        query(RESULT, report, place, result.domain().name(), result.type().name(), result.successful(), result.failed()).executeUpdate();
        for (int number = 0; number < result.failures().size(); number++) {
            Summary.Failure failure = result.failures().get(number);
            query(FAILURE, report, place, number, failure.type().name(), failure.reason(), failure.mxHost(), failure.sessions()).executeUpdate();
        }
    }

    void discard(long accountId, Discard why) {
        query(DISCARD, accountId, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), why.name()).executeUpdate();
    }

    void forget(LocalDate today) {
        LocalDate first = today.minusDays(DAYS_KEPT);
        query("DELETE FROM tls_report_received WHERE received_at < ?", first.atStartOfDay().atOffset(ZoneOffset.UTC)).executeUpdate();
        query("DELETE FROM tls_report_discarded WHERE day < ?", first).executeUpdate();
    }

    private long number(String sql, Object... values) {
        return ((Number) query(sql, values).getSingleResult()).longValue();
    }

    private Query query(String sql, Object... values) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    private static Object utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
