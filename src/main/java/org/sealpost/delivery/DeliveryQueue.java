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

    private static final String CLAIM = """
            UPDATE delivery d
            SET lease = d.lease + 1, lease_owner = ?, leased_until = ?,
                crashes = d.crashes + CASE WHEN d.leased_until IS NULL THEN 0 ELSE 1 END
            FROM (SELECT id, leased_until AS former FROM delivery
                  WHERE state IN ('QUEUED', 'HELD') AND due_at <= ? AND (leased_until IS NULL OR leased_until < ?)
                    AND NOT domain = ANY (?) AND NOT id = ANY (?)
                  ORDER BY priority, due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
            WHERE d.id = due.id
            RETURNING d.id, due.former IS NOT NULL""";
    private static final String RENEW = """
            UPDATE delivery SET leased_until = ? WHERE id = ANY (?) AND lease_owner = ? AND leased_until IS NOT NULL RETURNING id""";
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

    protected DeliveryQueue() {
    }

    /**
     * What is due, most urgent first, leased to {@code owner}; nothing of the busy domains.
     *
     * @param inHand what the owner carries already, even if its lease has run out: it would meet itself
     * @return their ids, and whether a former lease ran out
     */
    @Transactional
    public Map<Long, Boolean> claim(UUID owner, int limit, Collection<String> busy, Collection<Long> inHand) {
        Instant now = clock.instant();
        Map<Long, Boolean> claimed = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, owner);
            claim.setObject(2, timestamp(now.plus(LEASE)));
            claim.setObject(3, timestamp(now));
            claim.setObject(4, timestamp(now));
            claim.setArray(5, connection.createArrayOf("text", busy.toArray()));
            claim.setArray(6, connection.createArrayOf("bigint", inHand.toArray()));
            claim.setInt(7, limit);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.put(rows.getLong(1), rows.getBoolean(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the queue can't be read", e);
        }
        return claimed;
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
