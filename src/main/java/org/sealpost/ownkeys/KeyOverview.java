package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/** The keys of all people of an account with their ends, for administrators and auditors. Nothing changes here, and no secret is touched. */
@ApplicationScoped
@Transactional
public class KeyOverview {

    /** Keys that end within this time end soon. */
    public static final Duration SOON = Duration.ofDays(30);

    private static final String ROWS = """
            SELECT k.uuid::text, u.address, k.standard, k.fingerprint, extract(epoch FROM k.ends)::bigint, k.revoked, k.current, k.published,
                c.own_key_id IS NOT NULL
            FROM (VALUES (to_timestamp(?5), to_timestamp(?6))) AS t (now, soon), own_key k
            JOIN account_user u ON u.id = k.user_id LEFT JOIN recovery_copy c ON c.own_key_id = k.id
            WHERE k.account_id = ?1 AND position(?2 IN lower(u.address)) > 0 AND\s""";
    private static final String ORDER = " ORDER BY k.current DESC, k.ends NULLS LAST, lower(u.address), k.id LIMIT ?3 OFFSET ?4";

    /** Which rows are wanted. */
    public enum State {
        ALL("TRUE"),
        IN_USE("k.current AND NOT k.revoked AND (k.ends IS NULL OR k.ends > t.now)"),
        SOON("k.current AND NOT k.revoked AND k.ends > t.now AND k.ends <= t.soon"),
        ENDED("(k.revoked OR k.ends <= t.now)");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    /**
     * One key.
     *
     * @param ends empty if never
     * @param current whether it is the one in use, as long as nothing speaks against it; otherwise it is kept for reading
     * @param published whether its owner lets everybody find its certificate
     * @param recoverable whether it can be had again with the account's recovery key
     */
    public record Row(UUID uuid, Address owner, Standard standard, String fingerprint, Optional<Instant> ends, boolean revoked, boolean current,
            boolean published, boolean recoverable) { }

    @PersistenceContext
    private EntityManager entities;

    private InstantSource clock;

    protected KeyOverview() {
    }

    @Inject
    KeyOverview(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Those in use first, and of these those that end first.
     *
     * @param part of the owner's address in lower case, its domain in A-labels; empty for all
     */
    public List<Row> of(long accountId, State state, String part, int from, int most) {
        Instant now = clock.instant();
        List<?> rows = entities.createNativeQuery(ROWS + state.condition + ORDER).setParameter(1, accountId).setParameter(2, part)
                .setParameter(3, most).setParameter(4, from).setParameter(5, now.getEpochSecond())
                .setParameter(6, now.plus(SOON).getEpochSecond()).getResultList();
        return rows.stream().map(row -> row((Object[]) row)).toList();
    }

    private static Row row(Object[] row) {
        return new Row(UUID.fromString((String) row[0]), Address.of((String) row[1]), Standard.valueOf((String) row[2]), (String) row[3],
                Optional.ofNullable((Long) row[4]).map(Instant::ofEpochSecond), (Boolean) row[5], (Boolean) row[6], (Boolean) row[7],
                (Boolean) row[8]);
    }
}
