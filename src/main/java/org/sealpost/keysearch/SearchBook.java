package org.sealpost.keysearch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.mail.Address;

/** When certificates of which address were looked for, per account, and what there was. */
@ApplicationScoped
@Transactional
class SearchBook {

    /** Somebody whose certificates are in use. */
    record Due(long accountId, Address address) { }

    /** How long nobody looks again. */
    static final Duration REST = Duration.ofDays(1);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String CLAIM = """
            INSERT INTO key_search (account_id, address, searched_at, found) VALUES (?1, ?2, ?3, '')
            ON CONFLICT (account_id, address) DO UPDATE SET searched_at = excluded.searched_at, found = ''
            WHERE key_search.searched_at <= ?4""";
    private static final String DUE = """
            SELECT c.account_id, c.address FROM contact_certificate c
            LEFT JOIN key_search s ON s.account_id = c.account_id AND s.address = c.address
            WHERE c.standing = 'PINNED' AND (s.searched_at IS NULL OR s.searched_at <= ?1)
            GROUP BY c.account_id, c.address, s.searched_at ORDER BY s.searched_at NULLS FIRST, c.account_id, c.address LIMIT ?2""";

    @PersistenceContext
    private EntityManager entities;

    private InstantSource clock;

    protected SearchBook() {
    }

    @Inject
    SearchBook(InstantSource clock) {
        this.clock = clock;
    }

    /** @return whether it is due, and nobody else has taken it */
    boolean claim(long accountId, Address address) {
        Instant now = clock.instant();
        return entities.createNativeQuery(CLAIM).setParameter(1, accountId).setParameter(2, address.toString())
                .setParameter(3, Timestamp.from(now)).setParameter(4, Timestamp.from(now.minus(REST))).executeUpdate() > 0;
    }

    /** @param found for people who run this to read, such as {@code WKD FOUND, SMIMEA NONE} */
    void note(long accountId, Address address, String found) {
        entities.createNativeQuery("UPDATE key_search SET found = ?3 WHERE account_id = ?1 AND address = ?2")
                .setParameter(1, accountId).setParameter(2, address.toString()).setParameter(3, found).executeUpdate();
    }

    /** Of the addresses with a certificate in use those that weren't looked at for a day, the longest first. */
    List<Due> due(int most) {
        List<?> rows = entities.createNativeQuery(DUE).setParameter(1, Timestamp.from(clock.instant().minus(REST))).setParameter(2, most).getResultList();
        return rows.stream().map(Object[].class::cast).map(row -> new Due(((Number) row[0]).longValue(), Address.of((String) row[1]))).toList();
    }

    void forgetOld() {
        entities.createNativeQuery("DELETE FROM key_search WHERE searched_at < ?1")
                .setParameter(1, Timestamp.from(clock.instant().minus(REMEMBERED))).executeUpdate();
    }
}
