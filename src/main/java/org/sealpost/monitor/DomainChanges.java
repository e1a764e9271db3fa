package org.sealpost.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sealpost.assurance.Published.Dane;
import org.sealpost.assurance.Published.Sts;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;

/** Whose turn it is, who looks, what the last look saw, and what changed. */
@ApplicationScoped
@Transactional
public class DomainChanges {

    private static final String LEASE = "UPDATE monitor_lease SET holder = ?, until = ? WHERE holder = ? OR until <= ?";
    private static final String UNLISTED = """
            SELECT name FROM remote_domain r WHERE NOT EXISTS (SELECT 1 FROM monitored_domain m WHERE m.name = r.name) LIMIT 1000""";
    private static final String ENLIST = "INSERT INTO monitored_domain (name, next_look) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
    private static final String DUE = "SELECT name FROM monitored_domain WHERE next_look <= ? ORDER BY next_look LIMIT ?";
    private static final String POSTPONE = "UPDATE monitored_domain SET next_look = ? WHERE name = ?";
    private static final String LAST = """
            SELECT level, dane, sts, tls_reports, expires_soon FROM monitored_domain WHERE name = ? AND level IS NOT NULL FOR UPDATE""";
    private static final String SEE = """
            INSERT INTO monitored_domain (name, next_look, level, dane, sts, tls_reports, expires_soon) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET level = excluded.level, dane = excluded.dane, sts = excluded.sts,
              tls_reports = excluded.tls_reports, expires_soon = excluded.expires_soon""";
    private static final String RECORD = "INSERT INTO domain_change (name, at, what, was, became, fall) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String OPEN = """
            SELECT id, what, was, became FROM domain_change WHERE name = ? AND fall AND over_at IS NULL ORDER BY id""";
    private static final String END = "UPDATE domain_change SET over_at = ? WHERE id = ?";

    private static final String HISTORY = """
            SELECT at, what, was, became, fall, over_at FROM domain_change WHERE name = ? ORDER BY id DESC LIMIT ?""";
    /** Until the next look at a domain that isn't on the rota yet. */
    private static final Duration TURN = Duration.ofDays(1);

    private DataSource database;

    protected DomainChanges() {
    }

    @Inject
    DomainChanges(DataSource database) {
        this.database = database;
    }

    /** @return whether the holder may look until then; only one may at a time */
    boolean lease(String holder, Instant now, Duration length) {
        return update(LEASE, holder, now.plus(length), holder, now) == 1;
    }

    /** Gives each domain that isn't on the rota its first turn. */
    void enlist(Supplier<Instant> turn) {
        query(row -> row.getString(1), UNLISTED).forEach(name -> update(ENLIST, name, turn.get()));
    }

    /** Whose turn it is; who waits longest comes first. */
    List<Domain> due(Instant now, int most) {
        return query(row -> new Domain(row.getString(1)), DUE, now, most);
    }

    void postpone(Domain domain, Instant turn) {
        update(POSTPONE, turn, domain.name());
    }

    /** Compares with the look before, keeps what changed, and ends the falls that are made good. @return what changed */
    List<Change> see(Domain domain, Sight seen, Instant at) {
        Optional<Sight> before = query(DomainChanges::sight, LAST, domain.name()).stream().findFirst();
        Sight now = before.map(seen::over).orElse(seen);
        List<Change> changes = before.map(now::since).orElse(List.of());
        changes.forEach(one -> update(RECORD, domain.name(), at, one.what().name(), one.was(), one.became(), one.fall()));
        query(DomainChanges::open, OPEN, domain.name()).stream().filter(open -> now.makesGood(open.fall.what(), open.fall.was()))
                .forEach(open -> update(END, at, open.id));
        update(SEE, domain.name(), at.plus(TURN), now.level().name(), now.dane().name(), now.sts().name(), now.tlsReports(),
                now.expiresSoon());
        return changes;
    }

    /** The domain's falls that aren't made good, the oldest first. */
    public List<Change> falls(Domain domain) {
        return query(DomainChanges::open, OPEN, domain.name()).stream().map(Open::fall).toList();
    }

    /** The latest first. */
    public List<PastChange> history(Domain domain, int most) {
        return query(DomainChanges::past, HISTORY, domain.name(), most);
    }

    private static PastChange past(ResultSet row) throws SQLException {
        return new PastChange(row.getTimestamp("at").toInstant(), new Change(Change.What.valueOf(row.getString("what")),
                row.getString("was"), row.getString("became"), row.getBoolean("fall")),
                Optional.ofNullable(row.getTimestamp("over_at")).map(Timestamp::toInstant));
    }

    private record Open(long id, Change fall) { }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(row.getLong("id"),
                new Change(Change.What.valueOf(row.getString("what")), row.getString("was"), row.getString("became"), true));
    }

    private static Sight sight(ResultSet row) throws SQLException {
        return new Sight(TlsLevel.valueOf(row.getString("level")), Dane.valueOf(row.getString("dane")),
                Sts.valueOf(row.getString("sts")), row.getBoolean("tls_reports"), row.getBoolean("expires_soon"));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(Reading<T> reading, String sql, Object... values) {
        List<T> found = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = prepare(connection, sql, values);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(reading.of(rows));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection(); PreparedStatement update = prepare(connection, sql, values)) {
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant at ? Timestamp.from(at) : values[i]);
        }
        return statement;
    }
}
