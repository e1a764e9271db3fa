package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Who works on what. A claim is a lease with a number: while it runs nobody else claims the row, and a result that comes
 * with an older number is refused. A process that dies leaves its leases to run out, which counts as a crash.
 */
@ApplicationScoped
public class DeliveryQueue {

    static final Duration LEASE = Duration.ofSeconds(60);

    /** So many rows are looked through for those of domains that can be served. */
    private static final int WINDOW = 100;
    private static final int DOMAINS_AT_ONCE = 200;

    /** The most urgent of all. One index range for each priority, so that what isn't due yet costs nothing. */
    private static final String HEAD = """
            WITH now AS (SELECT ?::timestamptz AS at),
            candidate AS (
                SELECT d.* FROM now, unnest(?::smallint[]) AS p (priority), LATERAL (
                    SELECT id, message_id, domain, priority, due_at FROM delivery
                    WHERE state IN ('QUEUED', 'HELD') AND priority = p.priority AND due_at <= now.at
                        AND (leased_until IS NULL OR leased_until < now.at)
                    ORDER BY due_at LIMIT ?) d),
            """;

    /** The most urgent of each of some domains. */
    private static final String OF_DOMAINS = """
            WITH now AS (SELECT ?::timestamptz AS at),
            candidate AS (
                SELECT d.* FROM now, unnest(?::smallint[]) AS p (priority), unnest(?::text[]) AS n (name), LATERAL (
                    SELECT id, message_id, domain, priority, due_at FROM delivery
                    WHERE state IN ('QUEUED', 'HELD') AND domain = n.name AND priority = p.priority AND due_at <= now.at
                        AND (leased_until IS NULL OR leased_until < now.at)
                    ORDER BY due_at LIMIT ?) d),
            """;

    /**
     * Each domain's first before anybody's second; the recipients of one message have the same turn. Rows are taken by their
     * ids, since the planner would otherwise read all that is due a second time.
     */
    private static final String GRANT = """
            fair AS (
                SELECT id, priority, due_at, dense_rank() OVER (PARTITION BY domain ORDER BY priority, due_at, message_id) AS turn
                FROM candidate WHERE domain <> ALL (?) AND id <> ALL (?)),
            due AS (
                SELECT d.id, d.leased_until AS former FROM now, delivery d
                WHERE d.id = ANY (ARRAY(SELECT id FROM fair WHERE turn <= ? ORDER BY priority, turn, due_at LIMIT ?))
                    AND d.state IN ('QUEUED', 'HELD') AND d.due_at <= now.at
                    AND (d.leased_until IS NULL OR d.leased_until < now.at)
                FOR UPDATE OF d SKIP LOCKED)
            UPDATE delivery d
            SET lease = d.lease + 1, lease_owner = ?, leased_until = ?,
                crashes = d.crashes + CASE WHEN d.leased_until IS NULL THEN 0 ELSE 1 END
            FROM due WHERE d.id = due.id
            RETURNING d.id, due.former IS NOT NULL""";

    /** Jumps from domain to domain, however much is queued for each. */
    private static final String DOMAINS = """
            WITH RECURSIVE road AS (
                (SELECT domain FROM delivery WHERE state IN ('QUEUED', 'HELD') AND domain > ? ORDER BY domain LIMIT 1)
                UNION ALL
                SELECT (SELECT d.domain FROM delivery d WHERE d.state IN ('QUEUED', 'HELD') AND d.domain > road.domain
                        ORDER BY d.domain LIMIT 1)
                FROM road WHERE road.domain IS NOT NULL)
            SELECT domain FROM road WHERE domain IS NOT NULL LIMIT ?""";
    /** In the order of their ids, as whoever settles several locks them. */
    private static final String RENEW = """
            UPDATE delivery d SET leased_until = ?
            FROM (SELECT id FROM delivery WHERE id = ANY (?) AND lease_owner = ? AND leased_until IS NOT NULL ORDER BY id FOR UPDATE) mine
            WHERE d.id = mine.id RETURNING d.id""";
    private static final String FORGIVE = """
            UPDATE delivery SET crashes = crashes - 1
            WHERE id = ANY (?) AND lease_owner = ? AND leased_until IS NOT NULL AND state IN ('QUEUED', 'HELD')""";
    private static final String HAND_BACK = """
            UPDATE delivery SET leased_until = NULL WHERE id = ANY (?) AND lease_owner = ?""";

    /** Until tomorrow, when it is said again: nobody can tell when its time is over. */
    private static final String SET_ASIDE = """
            UPDATE delivery SET state = 'HELD', leased_until = NULL, due_at = now() + interval '1 day'
            WHERE id = ? AND lease_owner = ? AND state IN ('QUEUED', 'HELD')""";

    @PersistenceContext
    private EntityManager entities;
    @Inject
    private DataSource database;
    @Inject
    private InstantSource clock;

    private volatile String lastDomain = "";

    protected DeliveryQueue() {
    }

    /**
     * What is due, most urgent first, leased to {@code owner}; nothing of the busy domains. However much of theirs is due
     * before, the others are found: then domain by domain, each time going on where the last search ended.
     *
     * @param perDomain messages of one domain at most
     * @param inHand what the owner carries already, even if its lease has run out: it would meet itself
     * @return their ids, and whether a former lease ran out
     */
    @Transactional
    public Map<Long, Boolean> claim(UUID owner, int limit, int perDomain, Collection<String> busy, Collection<Long> inHand) {
        Claim claim = new Claim(owner, limit, perDomain, busy, inHand, clock.instant());
        try (Connection connection = database.getConnection()) {
            Map<Long, Boolean> claimed = claim(connection, claim, List.of());
            return claimed.isEmpty() && !busy.isEmpty() ? claimElsewhere(connection, claim) : claimed;
        } catch (SQLException e) {
            throw new IllegalStateException("the queue can't be read", e);
        }
    }

    private record Claim(UUID owner, int limit, int perDomain, Collection<String> busy, Collection<Long> inHand, Instant now) { }

    /** @param domains none: whoever is most urgent */
    private static Map<Long, Boolean> claim(Connection connection, Claim claim, List<String> domains) throws SQLException {
        Map<Long, Boolean> claimed = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement((domains.isEmpty() ? HEAD : OF_DOMAINS) + GRANT)) {
            int i = 0;
            statement.setObject(++i, timestamp(claim.now()));
            statement.setArray(++i, connection.createArrayOf("smallint", Posting.PRIORITIES.toArray()));
            if (!domains.isEmpty()) {
                statement.setArray(++i, connection.createArrayOf("text", domains.toArray()));
            }
            statement.setInt(++i, domains.isEmpty() ? WINDOW : claim.perDomain());
            statement.setArray(++i, connection.createArrayOf("text", claim.busy().toArray()));
            statement.setArray(++i, connection.createArrayOf("bigint", claim.inHand().toArray()));
            statement.setInt(++i, claim.perDomain());
            statement.setInt(++i, claim.limit());
            statement.setObject(++i, claim.owner());
            statement.setObject(++i, timestamp(claim.now().plus(LEASE)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.put(rows.getLong(1), rows.getBoolean(2));
                }
            }
        }
        return claimed;
    }

    /** Once around at most. */
    private Map<Long, Boolean> claimElsewhere(Connection connection, Claim claim) throws SQLException {
        boolean isLastRound = lastDomain.isEmpty();
        while (true) {
            List<String> domains = nextDomains(connection);
            domains.removeAll(claim.busy());
            Map<Long, Boolean> claimed = domains.isEmpty() ? Map.of() : claim(connection, claim, domains);
            if (!claimed.isEmpty() || lastDomain.isEmpty() && isLastRound) {
                return claimed;
            }
            isLastRound |= lastDomain.isEmpty();
        }
    }

    /** Those whose turn it is to be looked at; from the first again once all were. */
    private List<String> nextDomains(Connection connection) throws SQLException {
        List<String> domains = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DOMAINS)) {
            statement.setString(1, lastDomain);
            statement.setInt(2, DOMAINS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    domains.add(rows.getString(1));
                }
            }
        }
        lastDomain = domains.size() < DOMAINS_AT_ONCE ? "" : domains.get(domains.size() - 1);
        return domains;
    }

    /**
     * What was claimed.
     *
     * @param claimed as {@link #claim} returned it, all of it or a part
     * @throws RuntimeException if one of them can't be read; nothing has changed then
     */
    @Transactional
    public List<Delivery> load(Map<Long, Boolean> claimed) {
        List<Delivery> found = claimed.isEmpty() ? List.of() : found(claimed.keySet());
        found.stream().filter(delivery -> claimed.get(delivery.id())).forEach(Delivery::takeOver);
        return found;
    }

    /** Whether rows can be read at all just now. */
    @Transactional
    public boolean isReadable() {
        try {
            entities.createNativeQuery("SELECT 1").getSingleResult();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Holds a row of the owner's that can't be read, so that it keeps nobody else from their turn. Somebody has to look at it. */
    @Transactional
    public void setAside(UUID owner, long id) {
        try (Connection connection = database.getConnection();
                PreparedStatement hold = connection.prepareStatement(SET_ASIDE)) {
            hold.setLong(1, id);
            hold.setObject(2, owner);
            hold.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a row can't be set aside", e);
        }
    }

    private List<Delivery> found(Collection<Long> ids) {
        return entities.createQuery(
                "SELECT d FROM Delivery d JOIN FETCH d.message WHERE d.id IN :ids ORDER BY d.message.id, d.id", Delivery.class)
                .setParameter("ids", ids).getResultList();
    }

    /** The work goes on: the leases run from now. @return those that are still the owner's */
    @Transactional
    public Set<Long> renew(UUID owner, Collection<Long> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement renew = connection.prepareStatement(RENEW)) {
            renew.setObject(1, timestamp(clock.instant().plus(LEASE)));
            renew.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            renew.setObject(3, owner);
            Set<Long> renewed = new HashSet<>();
            try (ResultSet rows = renew.executeQuery()) {
                while (rows.next()) {
                    renewed.add(rows.getLong(1));
                }
            }
            return renewed;
        } catch (SQLException e) {
            throw new IllegalStateException("leases can't be renewed", e);
        }
    }

    /** Not begun after all: somebody else may claim it at once, and it is no crash. */
    @Transactional
    public void handBack(UUID owner, Collection<Long> ids) {
        update(HAND_BACK, owner, ids);
    }

    /** Left on the road by a shutdown: the leases run out, but that is no crash. A result that still comes is taken. */
    @Transactional
    public void forgive(UUID owner, Collection<Long> ids) {
        update(FORGIVE, owner, ids);
    }

    private void update(String statement, UUID owner, Collection<Long> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            update.setObject(2, owner);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("leases can't be given up", e);
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
