package org.sealpost.monitor;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sealpost.mail.Domain;

/** The domains that an account wrote to, and how they stand. Nobody learns here of a domain that only others wrote to. */
@ApplicationScoped
@Transactional
public class Correspondents {

    /** Hops over the index from one domain to the next, so that it doesn't matter how often each was written to. */
    private static final String STANDINGS = """
            WITH RECURSIVE written (domain) AS (
              SELECT min(domain) FROM correspondence WHERE account_id = ?1
              UNION ALL
              SELECT (SELECT min(domain) FROM correspondence WHERE account_id = ?1 AND domain > w.domain)
              FROM written w WHERE w.domain IS NOT NULL
            ), correspondent AS (
              SELECT w.domain, f.name IS NOT NULL AS forced, CASE
                  WHEN EXISTS (SELECT 1 FROM domain_change c WHERE c.name = w.domain AND c.fall AND c.over_at IS NULL) THEN 'FELL'
                  WHEN r.attempt IS NULL OR r.attempt = 'NO_MAIL' OR r.attempt = 'UNREACHABLE' AND r.seen_at IS NULL THEN 'UNKNOWN'
                  WHEN array_position(l.levels, r.level) < greatest(array_position(l.levels, r.floor_level),
                      array_position(l.levels, f.level)) THEN 'BLOCKED'
                  WHEN r.level = 'NONE' THEN 'CLEAR'
                  ELSE r.level END AS standing
              FROM (VALUES (ARRAY['NONE', 'ENCRYPTED', 'VERIFIED', 'AUTHENTICATED'])) AS l (levels), written w
              LEFT JOIN remote_domain r ON r.name = w.domain LEFT JOIN forced_domain f ON f.name = w.domain
              WHERE w.domain IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM local_domain o WHERE o.name = w.domain AND o.proven_at IS NOT NULL)
            ) """;
    private static final String COUNTS = STANDINGS + "SELECT standing, count(*) FROM correspondent GROUP BY standing";
    private static final String PAGE = STANDINGS + """
            SELECT c.domain, c.standing, c.forced FROM correspondent c
            WHERE (?2 = '' OR c.standing = ?2) AND position(?3 IN c.domain) > 0
            ORDER BY\s""";
    private static final String LIMITS = ", c.domain LIMIT ?4 OFFSET ?5";
    private static final String TIMES = """
            SELECT domain, count(*) FROM correspondence WHERE account_id = ?1 AND domain = ANY (string_to_array(?2, ' ')) GROUP BY domain""";
    private static final String FAILURES = """
            SELECT domain, max(day)::text FROM tls_result WHERE domain = ANY (string_to_array(?1, ' ')) AND failure <> '' GROUP BY domain""";
    private static final String WROTE = "SELECT 1 FROM correspondence WHERE account_id = ?1 AND domain = ?2 LIMIT 1";
    private static final String ACCOUNTS = """
            SELECT a.id FROM account a WHERE EXISTS (SELECT 1 FROM correspondence d WHERE d.account_id = a.id AND d.domain = ?1) ORDER BY a.id""";
    private static final String FALLS = """
            FROM domain_change c WHERE c.fall AND c.over_at IS NULL
            AND EXISTS (SELECT 1 FROM correspondence d WHERE d.account_id = ?1 AND d.domain = c.name)""";
    private static final String COUNT_ALARMS = "SELECT count(DISTINCT c.name) " + FALLS;
    private static final String ALARMS = """
            SELECT c.name, extract(epoch FROM c.at)::bigint, c.what, c.was, c.became, (SELECT count(*) FROM correspondence d
            WHERE d.state IN ('QUEUED', 'HELD') AND d.account_id = ?1 AND d.domain = c.name) """ + FALLS + " ORDER BY c.id DESC LIMIT ?2";

    @PersistenceContext
    private EntityManager entities;

    public enum Order {
        WEAKEST("array_position(ARRAY['FELL', 'BLOCKED', 'CLEAR', 'ENCRYPTED', 'UNKNOWN', 'VERIFIED', 'AUTHENTICATED'], c.standing)"),
        MOST_WRITTEN("(SELECT count(*) FROM correspondence d WHERE d.account_id = ?1 AND d.domain = c.domain) DESC"),
        NAME("c.domain");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * What is wanted of the list.
     *
     * @param standing only those that stand so
     * @param part of the name, in A-labels
     */
    public record Wanted(Optional<Standing> standing, String part, Order order, int from, int most) { }

    public Map<Standing, Long> counts(long accountId) {
        Map<Standing, Long> counts = new EnumMap<>(Standing.class);
        rows(query(COUNTS, accountId)).forEach(row -> counts.put(Standing.valueOf((String) row[0]), number(row[1])));
        return counts;
    }

    public List<Correspondent> list(long accountId, Wanted wanted) {
        return rows(query(PAGE + wanted.order.sql + LIMITS, accountId, wanted.standing.map(Enum::name).orElse(""), wanted.part,
                wanted.most, wanted.from)).map(row -> new Correspondent(new Domain((String) row[0]),
                        Standing.valueOf((String) row[1]), (Boolean) row[2])).toList();
    }

    public boolean wrote(long accountId, Domain domain) {
        return !query(WROTE, accountId, domain.name()).getResultList().isEmpty();
    }

    /** Which accounts wrote to it; for what we tell each of them alone. */
    List<Long> accounts(Domain domain) {
        return ((List<?>) query(ACCOUNTS, domain.name()).getResultList()).stream().map(Correspondents::number).toList();
    }

    /** How many copies the account sent to each, or is about to. */
    public Map<Domain, Long> times(long accountId, Collection<Domain> domains) {
        return byDomain(query(TIMES, accountId, names(domains)), Correspondents::number);
    }

    /** The last day of UTC on which a connection to it wasn't safe, as far back as results are kept. */
    public Map<Domain, LocalDate> failures(Collection<Domain> domains) {
        return byDomain(query(FAILURES, names(domains)), day -> LocalDate.parse((String) day));
    }

    public int countAlarms(long accountId) {
        return (int) number(query(COUNT_ALARMS, accountId).getSingleResult());
    }

    /** The latest first. */
    public List<Alarm> alarms(long accountId, int most) {
        return rows(query(ALARMS, accountId, most)).map(row -> new Alarm(new Domain((String) row[0]),
                Instant.ofEpochSecond(number(row[1])), new Change(Change.What.valueOf((String) row[2]), (String) row[3],
                        (String) row[4], true), number(row[5]))).toList();
    }

    private Query query(String sql, Object... values) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    @SuppressWarnings("unchecked")
    private static Stream<Object[]> rows(Query query) {
        return ((List<Object[]>) query.getResultList()).stream();
    }

    private static <T> Map<Domain, T> byDomain(Query query, Function<Object, T> reading) {
        return rows(query).collect(toMap(row -> new Domain((String) row[0]), row -> reading.apply(row[1])));
    }

    private static String names(Collection<Domain> domains) {
        return domains.stream().map(Domain::name).collect(joining(" "));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
