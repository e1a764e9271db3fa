package org.sealpost.keyring;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;

/** What the keyring holds, for looking at: nothing changes here. Everything is of one account. */
@ApplicationScoped
@Transactional
public class KnownKeys {

    /** Keys that end within this time end soon. */
    public static final Duration SOON = Duration.ofDays(30);

    private static final String PAGE = """
            SELECT address FROM contact_certificate WHERE account_id = ?1 AND position(?2 IN folded) > 0
            GROUP BY folded, address ORDER BY bool_or(standing = 'PENDING') DESC, folded, address LIMIT ?3 OFFSET ?4""";
    private static final String MINE = "FROM ContactCertificate c WHERE c.accountId = :account AND ";

    /** Which rows of the list of all keys are wanted; former and rejected ones are never in it. */
    public enum State {
        ALL("c.standing IN :standings"),
        IN_USE("c.standing = :pinned AND c.revoked = FALSE AND (c.endsAt IS NULL OR c.endsAt > :now)"),
        PENDING("c.standing = :pending"),
        SOON("c.standing = :pinned AND c.revoked = FALSE AND c.endsAt > :now AND c.endsAt <= :soon"),
        ENDED("c.standing = :pinned AND (c.revoked = TRUE OR c.endsAt <= :now)");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    @PersistenceContext
    private EntityManager entities;

    private InstantSource clock;
    private Readers readers;

    protected KnownKeys() {
    }

    @Inject
    KnownKeys(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.readers = Readers.usual(clock, random);
    }

    /**
     * Addresses with what is kept of each; those where something waits first, then by address.
     *
     * @param part of the address in lower case, its domain in A-labels; empty for all
     */
    public List<Contact> contacts(long accountId, String part, int from, int most) {
        List<?> page = entities.createNativeQuery(PAGE).setParameter(1, accountId).setParameter(2, part)
                .setParameter(3, most).setParameter(4, from).getResultList();
        if (page.isEmpty()) {
            return List.of();
        }
        List<Address> addresses = page.stream().map(one -> Address.of((String) one)).toList();
        Map<Address, List<ContactCertificate>> kept = entities.createQuery("SELECT c " + MINE + "c.folded IN :folded ORDER BY c.firstSeen, c.id",
                        ContactCertificate.class).setParameter("account", accountId)
                .setParameter("folded", addresses.stream().map(Keyring::folded).distinct().toList()).getResultList()
                .stream().collect(groupingBy(ContactCertificate::address));
        return addresses.stream().map(one -> new Contact(one, kept.getOrDefault(one, List.of()).stream().map(this::known).toList())).toList();
    }

    /** How many wait for a decision. */
    public int countPending(long accountId) {
        return entities.createQuery("SELECT COUNT(c) " + MINE + "c.standing = :pending", Long.class)
                .setParameter("account", accountId).setParameter("pending", Standing.PENDING).getSingleResult().intValue();
    }

    public Optional<ContactCertificate> find(long accountId, UUID uuid) {
        return entities.createQuery("SELECT c " + MINE + "c.uuid = :uuid", ContactCertificate.class)
                .setParameter("account", accountId).setParameter("uuid", uuid).getResultStream().findFirst();
    }

    /** A kept certificate as people pass it on; empty if it can't be read any more. */
    public Optional<String> written(ContactCertificate kept) {
        return readers.read(kept.standard(), kept.certificate()).map(Facts::written);
    }

    /** As {@link Facts#isCalledBack}, by all that is known today; a certificate that can't be read any more vouches for nothing either. */
    public boolean isCalledBack(ContactCertificate kept, Instant at) {
        return readers.read(kept).map(facts -> facts.isCalledBack(at)).orElse(true);
    }

    /** Under which addresses this certificate is kept: what is new in it concerns all of them. */
    public List<Address> addresses(long accountId, Standard standard, String fingerprint) {
        return entities.createQuery("SELECT c.address " + MINE + "c.standard = :standard AND c.fingerprint = :fingerprint ORDER BY c.address",
                        Address.class).setParameter("account", accountId).setParameter("standard", standard)
                .setParameter("fingerprint", fingerprint).getResultList();
    }

    /**
     * Under which addresses OpenPGP certificates are kept whose primary key has this ID (RFC 9580 §5.5.4): the last octets of a fingerprint
     * in version 4, the first ones in version 6.
     */
    public List<Address> addresses(long accountId, String keyId) {
        return entities.createQuery("SELECT DISTINCT c.address " + MINE + "c.standard = :standard AND (LENGTH(c.fingerprint) = 40 "
                        + "AND c.fingerprint LIKE :end OR LENGTH(c.fingerprint) = 64 AND c.fingerprint LIKE :start) ORDER BY c.address", Address.class)
                .setParameter("account", accountId).setParameter("standard", Standard.OPENPGP)
                .setParameter("end", "%" + keyId).setParameter("start", keyId + "%").getResultList();
    }

    /** All that are in use or wait, those that end first first. @param part as above */
    public List<KeyEnd> ends(long accountId, State state, String part, int from, int most) {
        Instant now = clock.instant();
        TypedQuery<Object[]> query = entities.createQuery("SELECT c.address, c.standard, c.fingerprint, c.source, c.standing, c.endsAt, c.revoked "
                + MINE + state.condition + " AND LOCATE(:part, c.folded) > 0 ORDER BY c.endsAt NULLS LAST, c.folded, c.id", Object[].class);
        Map<String, Object> values = Map.of("account", accountId, "part", part, "standings", List.of(Standing.PINNED, Standing.PENDING),
                "pinned", Standing.PINNED, "pending", Standing.PENDING, "now", now, "soon", now.plus(SOON));
        query.getParameters().forEach(parameter -> query.setParameter(parameter.getName(), values.get(parameter.getName())));
        return query.setFirstResult(from).setMaxResults(most).getResultStream().map(KnownKeys::end).toList();
    }

    private KnownKey known(ContactCertificate kept) {
        return KnownKey.of(kept, readers.read(kept), clock.instant());
    }

    private static KeyEnd end(Object[] row) {
        return new KeyEnd((Address) row[0], (Standard) row[1], (String) row[2], (Source) row[3], (Standing) row[4],
                Optional.ofNullable((Instant) row[5]), (Boolean) row[6]);
    }
}
