package org.sealpost.reception;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sealpost.mail.Domain;

/**
 * Whether mail of outside domains came over TLS or in clear: what an answer from there has to expect. Each account has its own
 * record, since whom others correspond with is none of its business.
 */
@ApplicationScoped
public class ReplyRoads {

    /** What came earlier says nothing of the next answer. */
    public static final int DAYS = 90;
    public static final int DAYS_LATELY = 30;

    private static final System.Logger LOG = System.getLogger(ReplyRoads.class.getName());
    private static final int DAYS_KEPT = 400;

    private static final String NOTE = """
            INSERT INTO reply_road AS r (account_id, domain, day, in_tls, in_clear, last_tls, last_clear, weakest)
            SELECT account, ?, ?, ?, ?, ?, ?, ? FROM unnest(?) AS account ORDER BY account
            ON CONFLICT (account_id, domain, day) DO UPDATE SET in_tls = r.in_tls + excluded.in_tls, in_clear = r.in_clear + excluded.in_clear,
              last_tls = greatest(r.last_tls, excluded.last_tls), last_clear = greatest(r.last_clear, excluded.last_clear),
              weakest = least(r.weakest, excluded.weakest)""";
    private static final String COUNTED = """
            SELECT domain, sum(in_tls)::bigint AS tls, sum(in_clear)::bigint AS clear,
              coalesce(sum(in_tls) FILTER (WHERE day > ?), 0)::bigint AS tls_lately,
              coalesce(sum(in_clear) FILTER (WHERE day > ?), 0)::bigint AS clear_lately,
              max(last_tls) AS last_tls, max(last_clear) AS last_clear, min(weakest) AS weakest
            FROM reply_road WHERE account_id = ? AND day > ?""";
    private static final String OF = COUNTED + " AND domain = ANY (?) GROUP BY domain";
    private static final String IN_CLEAR = COUNTED + " GROUP BY domain HAVING sum(in_clear) > 0 ORDER BY clear DESC, domain LIMIT ?";
    private static final String FORGET = "DELETE FROM reply_road WHERE day < ?";

    private DataSource database;
    private InstantSource clock;

    protected ReplyRoads() {
    }

    @Inject
    ReplyRoads(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A message has come, in the caller's transaction.
     *
     * @param accounts whose mailboxes took it; sorted, so that two messages never wait for each other
     * @param domain whose own server brought it
     */
    void note(SortedSet<Long> accounts, Domain domain, Optional<Origin.Tls> tls) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection(); PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setString(1, domain.name());
            note.setObject(2, today());
            note.setLong(3, tls.isPresent() ? 1 : 0);
            note.setLong(4, tls.isPresent() ? 0 : 1);
            note.setObject(5, tls.isPresent() ? now : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            note.setObject(6, tls.isPresent() ? null : now, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            note.setString(7, tls.map(Origin.Tls::version).orElse(""));
            note.setArray(8, connection.createArrayOf("bigint", accounts.toArray()));
            note.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("how a message came can't be noted", e);
        }
    }

    /** Those of these domains whose mail has come to the account lately. */
    public Map<Domain, ReplyRoad> of(long accountId, Collection<Domain> domains) {
        return domains.isEmpty() ? Map.of() : query(OF, accountId, (connection, query) -> {
            Array names = connection.createArrayOf("text", domains.stream().map(Domain::name).toArray());
            query.setArray(5, names);
        }).stream().collect(Collectors.toMap(ReplyRoad::domain, Function.identity()));
    }

    /** The domains whose mail has come to the account in clear, those with the most messages first. */
    public List<ReplyRoad> inClear(long accountId, int most) {
        return query(IN_CLEAR, accountId, (connection, query) -> query.setInt(5, most));
    }

    /** Forgets what is old. Never throws, so that a scheduler keeps calling it. */
    public void forget() {
        try (Connection connection = database.getConnection(); PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, today().minusDays(DAYS_KEPT));
            forget.executeUpdate();
        } catch (SQLException | RuntimeException e) {
            LOG.log(WARNING, "how mail once came couldn''t be forgotten, next time again", e);
        }
    }

    private interface Filling {
        void fill(Connection connection, PreparedStatement query) throws SQLException;
    }

    private List<ReplyRoad> query(String sql, long accountId, Filling rest) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, today().minusDays(DAYS_LATELY));
            query.setObject(2, today().minusDays(DAYS_LATELY));
            query.setLong(3, accountId);
            query.setObject(4, today().minusDays(DAYS));
            rest.fill(connection, query);
            List<ReplyRoad> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(road(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("how mail came can't be read", e);
        }
    }

    private static ReplyRoad road(ResultSet row) throws SQLException {
        return new ReplyRoad(new Domain(row.getString("domain")), new ReplyRoad.Count(row.getLong("tls"), row.getLong("clear")),
                new ReplyRoad.Count(row.getLong("tls_lately"), row.getLong("clear_lately")), moment(row, "last_tls"), moment(row, "last_clear"),
                row.getString("weakest"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
