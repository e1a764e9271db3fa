package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.StsCache;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.TlsReport;

/** What connections met, by day and domain (RFC 8460). Counted in memory; {@link #flush} has to be called again and again. */
@ApplicationScoped
public class TlsResults {

    private static final Logger LOG = System.getLogger(TlsResults.class.getName());
    private static final int DAYS_KEPT = 62;

    private static final String ADD = """
            INSERT INTO tls_result AS r (day, digest, domain, policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip, sessions)
            SELECT day::date, digest, domain, policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip, sessions
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS line (day, digest, domain, policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip, sessions)
            ON CONFLICT (day, digest) DO UPDATE SET sessions = r.sessions + excluded.sessions""";
    private static final String FORGET = "DELETE FROM tls_result WHERE day < ?";
    private static final String DAYS = "SELECT DISTINCT day FROM tls_result ORDER BY day DESC";
    private static final String DOMAINS = """
            SELECT domain, coalesce(sum(sessions) FILTER (WHERE failure = ''), 0), coalesce(sum(sessions) FILTER (WHERE failure <> ''), 0)
            FROM tls_result WHERE day = ? GROUP BY domain ORDER BY domain""";
    private static final String LINES = """
            SELECT policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip, sessions FROM tls_result
            WHERE day = ? AND domain = ? ORDER BY policy_type, policy_domain, policy, failure, reason, mx_host, mx_ip""";

    private DataSource database;
    private InstantSource clock;
    private TlsTally tally;
    private LocalDate forgotten;

    protected TlsResults() {
    }

    @Inject
    TlsResults(DataSource database, InstantSource clock, StsCache policies) {
        this.database = database;
        this.clock = clock;
        this.tally = new TlsTally(policies);
    }

    /** What a delivery to the domain met. Cheap; not for connections that carried a report (§3). */
    public void count(Domain domain, List<Evidence> met) {
        met.forEach(evidence -> tally.count(domain, evidence));
    }

    /** A policy that was announced or known and couldn't be fetched (RFC 8461 §6). @param why as {@code mtasts} tells it */
    public void count(Domain domain, Reason why) {
        tally.count(domain, why, today());
    }

    /** Keeps what was counted. Never throws; what can't be kept now is kept the next time. */
    public void flush() {
        Map<TlsLine, Long> fetched = tally.fetch();
        try (Connection connection = database.getConnection()) {
            if (!fetched.isEmpty()) {
                add(connection, List.copyOf(fetched.entrySet()));
            }
            forget(connection);
        } catch (SQLException | RuntimeException e) {
            tally.giveBack(fetched);
            LOG.log(Level.WARNING, "results for TLS reports could not be kept", e);
        }
    }

    /** Those of which something is kept, the latest first. */
    public List<LocalDate> days() {
        return query(DAYS, List.of(), row -> row.getObject(1, LocalDate.class));
    }

    /** Each domain that was connected to, in alphabetical order. */
    public List<TlsDay> domains(LocalDate day) {
        return query(DOMAINS, List.of(day), row -> new TlsDay(new Domain(row.getString(1)), row.getLong(2), row.getLong(3)));
    }

    /** The report to the domain about that day; empty if it wasn't connected to. @param submitter domain in whose name it goes */
    public Optional<TlsReport> report(Domain domain, LocalDate day, String submitter) {
        Map<TlsLine, Long> sessions = new LinkedHashMap<>();
        query(LINES, List.of(day, domain.name()), row -> sessions.put(line(domain, day, row), row.getLong("sessions")));
        return sessions.isEmpty() ? Optional.empty() : Optional.of(new TlsLines(domain, day, sessions).report(submitter));
    }

    private void add(Connection connection, List<Map.Entry<TlsLine, Long>> lines) throws SQLException {
        List<Function<TlsLine, String>> columns = List.of(line -> line.day().toString(), TlsLine::digest, line -> line.domain().name(),
                line -> line.type().name(), TlsLine::policyDomain, TlsLine::policyText, TlsLine::failureText, TlsLine::reason,
                TlsLine::mxHost, TlsLine::mxIp);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (int i = 0; i < columns.size(); i++) {
                Function<TlsLine, String> column = columns.get(i);
                add.setArray(i + 1, connection.createArrayOf("text", lines.stream().map(line -> column.apply(line.getKey())).toArray()));
            }
            add.setArray(columns.size() + 1, connection.createArrayOf("bigint", lines.stream().map(Map.Entry::getValue).toArray()));
            add.executeUpdate();
        }
    }

    /** Once a day. */
    private void forget(Connection connection) throws SQLException {
        if (today().equals(forgotten)) {
            return;
        }
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, today().minusDays(DAYS_KEPT));
            forget.executeUpdate();
        }
        forgotten = today();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static TlsLine line(Domain domain, LocalDate day, ResultSet row) throws SQLException {
        String policy = row.getString("policy");
        String failure = row.getString("failure");
        return new TlsLine(day, domain, PolicyType.valueOf(row.getString("policy_type")), row.getString("policy_domain"),
                policy.isEmpty() ? List.of() : List.of(policy.split("\n")),
                failure.isEmpty() ? Optional.empty() : Optional.of(ResultType.valueOf(failure)), row.getString("reason"),
                row.getString("mx_host"), row.getString("mx_ip"));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, List<Object> values, Reading<T> reading) {
        List<T> found = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
