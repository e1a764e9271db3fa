package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sealpost.mail.Address;

/** How the copies of an account's messages ended: counted by day, and one by one those that a rule dropped. Never what they said. */
@ApplicationScoped
@Transactional
public class Endings {

    /** Days of UTC. What waits on the pickup page, or was read there, counts on the day on which it began to wait or was read. */
    private static final String BY_DAY = """
            SELECT (d.ended_at AT TIME ZONE 'UTC')::date::text,
              CASE WHEN d.state = 'DELIVERED' AND d.decision::jsonb ->> 'handling' = 'INSIDE' THEN 'INSIDE'
                   WHEN d.state = 'DELIVERED' THEN 'INBOX'
                   WHEN d.state IN ('WAITING_FOR_PICKUP', 'PICKED_UP', 'EXPIRED') THEN 'PICKUP'
                   ELSE d.state END, count(*)
            FROM delivery d JOIN message m ON m.id = d.message_id
            WHERE d.account_id = ?1 AND d.ended_at >= ?2 AND m.kind IN ('MAIL', 'FORWARD') AND d.state IN
              ('DELIVERED', 'WAITING_FOR_PICKUP', 'PICKED_UP', 'EXPIRED', 'RETURNED', 'DROPPED')
            GROUP BY 1, 2""";
    private static final String DROPS = """
            FROM delivery d JOIN message m ON m.id = d.message_id
            WHERE d.account_id = ?1 AND d.state = 'DROPPED' AND m.kind IN ('MAIL', 'FORWARD')""";
    private static final String DROPPED = """
            SELECT d.id, extract(epoch FROM d.ended_at)::bigint, m.author, d.recipient,
              (SELECT e.reason FROM delivery_event e WHERE e.delivery_id = d.id AND e.kind = 'DROPPED' ORDER BY e.id DESC LIMIT 1) """
            + DROPS + " AND d.id < ?2 ORDER BY d.id DESC LIMIT ?3";

    @PersistenceContext
    private EntityManager entities;

    protected Endings() {
    }

    public enum Way { INBOX, INSIDE, PICKUP, RETURNED, DROPPED }

    /** Each day since then on which anything ended. */
    public Map<LocalDate, Map<Way, Long>> byDay(long accountId, LocalDate since) {
        Map<LocalDate, Map<Way, Long>> days = new TreeMap<>();
        rows(BY_DAY, accountId, since.atStartOfDay().atOffset(ZoneOffset.UTC)).forEach(row ->
                days.computeIfAbsent(LocalDate.parse((String) row[0]), day -> new EnumMap<>(Way.class))
                        .put(Way.valueOf((String) row[1]), ((Number) row[2]).longValue()));
        return days;
    }

    public long countDropped(long accountId) {
        return ((Number) entities.createNativeQuery("SELECT count(*) " + DROPS).setParameter(1, accountId).getSingleResult()).longValue();
    }

    /** The latest first. @param before a {@link Drop#number}, exclusive; {@link Long#MAX_VALUE} for the beginning of the list */
    public List<Drop> dropped(long accountId, long before, int most) {
        ReasonColumn reasons = new ReasonColumn();
        return rows(DROPPED, accountId, before, most).map(row -> new Drop(((Number) row[0]).longValue(),
                Instant.ofEpochSecond(((Number) row[1]).longValue()), Address.of((String) row[2]), Address.of((String) row[3]),
                reasons.convertToEntityAttribute((String) row[4]))).toList();
    }

    @SuppressWarnings("unchecked")
    private Stream<Object[]> rows(String sql, Object... values) {
        var query = entities.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return ((List<Object[]>) query.getResultList()).stream();
    }
}
