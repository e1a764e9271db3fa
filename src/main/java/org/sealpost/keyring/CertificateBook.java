package org.sealpost.keyring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.User;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/** The certificates of contacts as they are written down, each change with its audit event. What may change, {@link Keyring} says. */
@ApplicationScoped
@Transactional
class CertificateBook {

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    private static final String MINE = "SELECT c FROM ContactCertificate c WHERE c.accountId = :account AND ";

    @PersistenceContext
    private EntityManager entities;

    private AuditLog audit;
    private Event<Changed> changed;
    private InstantSource clock;

    protected CertificateBook() {
    }

    @Inject
    CertificateBook(AuditLog audit, Event<Changed> changed, InstantSource clock) {
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    List<ContactCertificate> of(long accountId, Address address) {
        return entities.createQuery(MINE + "c.address = :address ORDER BY c.firstSeen, c.id", ContactCertificate.class)
                .setParameter("account", accountId).setParameter("address", address).getResultList();
    }

    /** The addresses with a certificate in use; one more than that many if there are more. */
    List<Address> written(long accountId, int most) {
        return entities.createQuery("SELECT DISTINCT c.address FROM ContactCertificate c WHERE c.accountId = :account AND c.standing = :standing",
                Address.class).setParameter("account", accountId).setParameter("standing", Standing.PINNED).setMaxResults(most + 1).getResultList();
    }

    List<ContactCertificate> folded(long accountId, String folded) {
        return entities.createQuery(MINE + "c.folded = :folded ORDER BY c.address, c.id", ContactCertificate.class)
                .setParameter("account", accountId).setParameter("folded", folded).getResultList();
    }

    List<ContactCertificate> pending(long accountId) {
        return entities.createQuery(MINE + "c.standing = :standing ORDER BY c.firstSeen, c.id", ContactCertificate.class)
                .setParameter("account", accountId).setParameter("standing", Standing.PENDING).getResultList();
    }

    long countPending(long accountId) {
        return entities.createQuery("SELECT COUNT(c) FROM ContactCertificate c WHERE c.accountId = :account AND c.standing = :standing", Long.class)
                .setParameter("account", accountId).setParameter("standing", Standing.PENDING).getSingleResult();
    }

    /** The address's certificates, while nobody else changes them until the transaction ends. */
    List<ContactCertificate> locked(long accountId, Address address) {
        entities.createNativeQuery("SELECT CAST(pg_advisory_xact_lock(hashtextextended(?, 0)) AS text)")
                .setParameter(1, "keyring " + accountId + " " + address).getSingleResult();
        return of(accountId, address);
    }

    /** The account's certificate with this id; its address as above. */
    Optional<ContactCertificate> locked(long accountId, UUID uuid) {
        Optional<Address> address = entities.createQuery("SELECT c.address FROM ContactCertificate c WHERE c.accountId = :account AND c.uuid = :uuid",
                Address.class).setParameter("account", accountId).setParameter("uuid", uuid).getResultStream().findFirst();
        return address.flatMap(of -> locked(accountId, of).stream().filter(one -> one.uuid().equals(uuid)).findFirst());
    }

    ContactCertificate take(long accountId, Offer offer, Facts facts, Standing standing, String actor) {
        ContactCertificate fresh = new ContactCertificate(accountId, offer, facts, standing, clock.instant());
        entities.persist(fresh);
        offer.reading().ifPresent(said -> fresh.learn(said, clock.instant()));
        record(fresh, standing == Standing.PINNED ? "certificate.pinned" : "certificate.pending", offer.source(), actor);
        return fresh;
    }

    ContactCertificate refresh(ContactCertificate known, Facts merged, Pinning.Refresh refresh, Offer offer, String actor) {
        byte[] before = known.certificate().octets();
        known.see(merged, refresh.binds(), clock.instant());
        if (offer.reading().filter(said -> known.learn(said, clock.instant())).isPresent()) {
            changed.fire(new Changed());
        }
        if (refresh.pins()) {
            known.become(Standing.PINNED);
            record(known, "certificate.pinned", offer.source(), actor);
        } else if (!Arrays.equals(before, known.certificate().octets())) {
            boolean revoked = merged.unfit(clock.instant()).filter(why -> why == UnfitKey.Why.REVOKED).isPresent();
            record(known, revoked ? "certificate.revoked" : "certificate.refreshed", offer.source(), actor);
        }
        return known;
    }

    /** It made room for one that matters more. */
    void drop(ContactCertificate pending) {
        entities.remove(pending);
        record(pending, "certificate.dropped", pending.source(), "system");
    }

    void pin(ContactCertificate chosen, User by) {
        of(chosen.accountId(), chosen.address()).stream()
                .filter(one -> one.standard() == chosen.standard() && one.standing() == Standing.PINNED && !one.uuid().equals(chosen.uuid()))
                .forEach(one -> {
                    one.become(Standing.REPLACED);
                    record(one, "certificate.replaced", one.source(), by.address().toString());
                });
        // two are never in use, not even between two statements
        entities.flush();
        decide(chosen, Standing.PINNED, "certificate.pinned", by);
    }

    void confirm(ContactCertificate inUse, User by) {
        decide(inUse, Standing.PINNED, "certificate.confirmed", by);
    }

    void reject(ContactCertificate refused, User by) {
        decide(refused, Standing.REJECTED, "certificate.rejected", by);
    }

    void forget(User by, Address address) {
        locked(by.accountId(), address).forEach(one -> {
            entities.remove(one);
            record(one, "certificate.forgotten", one.source(), by.address().toString());
        });
    }

    void takeBack(ContactCertificate revoked) {
        revoked.takeBack(clock.instant());
        record(revoked, "certificate.revoked", revoked.source(), "system");
    }

    private void decide(ContactCertificate one, Standing standing, String action, User by) {
        one.decide(standing, by.address().toString(), clock.instant());
        record(one, action, one.source(), by.address().toString());
    }

    private void record(ContactCertificate one, String action, Source source, String actor) {
        audit.record(new AuditEvent(one.accountId(), actor, action, one.uuid().toString(), Map.of("address", one.address().toString(),
                "standard", one.standard().name(), "fingerprint", one.fingerprint(), "source", source.name())));
        changed.fire(new Changed());
    }
}
