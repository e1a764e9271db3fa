package org.sealpost.escrow;

import static org.sealpost.escrow.PickupHappened.Kind.CODE_FAILED;
import static org.sealpost.escrow.PickupHappened.Kind.DOWNLOADED;
import static org.sealpost.escrow.PickupHappened.Kind.EXPIRED;
import static org.sealpost.escrow.PickupHappened.Kind.EXTENDED;
import static org.sealpost.escrow.PickupHappened.Kind.LOCKED;
import static org.sealpost.escrow.PickupHappened.Kind.OPENED;
import static org.sealpost.escrow.PickupHappened.Kind.READ;
import static org.sealpost.escrow.PickupHappened.Kind.REPLIED;
import static org.sealpost.escrow.PickupHappened.Kind.TERMS_CHANGED;
import static org.sealpost.escrow.PickupHappened.Kind.WITHDRAWN;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Directory;
import org.sealpost.mail.Address;
import org.sealpost.mail.Outbox;
import org.sealpost.protection.Original;

/**
 * All pickups. What changes one locks its row first, so that of a hundred readers with one code exactly one is let in;
 * what happened is told in the same transaction: as {@link PickupHappened}, to the audit log, and to the sender.
 */
@ApplicationScoped
@Transactional
public class Pickups {

    @PersistenceContext
    private EntityManager database;
    @Inject
    private Directory directory;
    @Inject
    private SealedTerms terms;
    @Inject
    private Outbox outbox;
    @Inject
    private AuditLog audit;
    @Inject
    private Event<PickupHappened> happened;
    @Inject
    private Stationery stationery;
    @Inject
    private SecureRandom random;
    @Inject
    private InstantSource clock;

    // ---- what the sender sees and may do; all of it tells whether it had an effect

    /** How the pickup of a delivery stands; empty if none was made. */
    public Optional<PickupFacts> facts(long accountId, long deliveryId) {
        return ofDelivery(accountId, deliveryId, LockModeType.NONE).map(pickup -> pickup.facts(clock.instant()));
    }

    /** Locks the pickup of a delivery, if there is one; whoever changes both locks this one first, as readers do. */
    public void lock(long accountId, long deliveryId) {
        ofDelivery(accountId, deliveryId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** From now on nobody can open it, not even who already was in. */
    public boolean withdraw(long accountId, long deliveryId, String actor) {
        return change(accountId, deliveryId, actor, WITHDRAWN, Pickup::withdraw, Map.of());
    }

    /** Available for so many more days, a year from now at most. */
    public boolean extend(long accountId, long deliveryId, int days, String actor) {
        return change(accountId, deliveryId, actor, EXTENDED, (pickup, now) -> pickup.extend(days, now),
                Map.of("days", Integer.toString(days)));
    }

    /** The sender believes that the wrong tries were honest ones. */
    public boolean unlock(long accountId, long deliveryId, String actor) {
        Optional<Pickup> pickup = ofDelivery(accountId, deliveryId, LockModeType.PESSIMISTIC_WRITE);
        boolean unlocked = pickup.isPresent() && pickup.get().unlock(clock.instant());
        if (unlocked) {
            record(pickup.get(), actor, "pickup.unlocked", Map.of());
        }
        return unlocked;
    }

    /** Another identity check, tried from the beginning. The days of the terms don't count: {@link #extend} does that. */
    public boolean changeTerms(long accountId, long deliveryId, PickupTerms changed, String actor) {
        SealedTerms.Sealed sealed = terms.seal(accountId, deliveryId, changed);
        return change(accountId, deliveryId, actor, TERMS_CHANGED, (pickup, now) -> {
            boolean waits = pickup.ended(now).isEmpty();
            if (waits) {
                pickup.ask(changed.check(), sealed.question(), sealed.answer());
            }
            return waits;
        }, Map.of("check", changed.check().name()));
    }

    /**
     * The notice arrived: the days run from now, not from when it was written.
     *
     * @return false if it was withdrawn meanwhile, so that nobody can open it
     */
    public boolean noticeDelivered(long accountId, long deliveryId, Instant at) {
        return ofDelivery(accountId, deliveryId, LockModeType.PESSIMISTIC_WRITE).map(pickup -> {
            boolean waits = pickup.noticeDelivered(at);
            if (waits) {
                record(pickup, "system", "pickup.notice.delivered", Map.of("expires", pickup.expiresAt().toString()));
            }
            return waits;
        }).orElse(true);
    }

    // ---- what the mail of a code tells; it is told by the code's number, and an older code's report changes nothing

    /** The code's ten minutes begin. */
    public void codeDelivered(long codeNumber, Instant at) {
        byCode(codeNumber).ifPresent(pickup -> pickup.codeDelivered(codeNumber, at));
    }

    /** The code can't be mailed over a road on which it would prove anything; the sender is told. */
    public void codeFailed(long codeNumber) {
        byCode(codeNumber).filter(pickup -> pickup.codeFailed(codeNumber)).ifPresent(pickup -> {
            tell(pickup, CODE_FAILED);
            record(pickup, "system", "pickup.code.failed", Map.of());
            if (pickup.isAuthorOurs()) {
                outbox.handIn(stationery.codeFailed(pickup, us(pickup)));
            }
        });
    }

    // ---- what the protector does

    /** The pickup of a delivery, made if there is none yet; an older notice's link is replaced by this one. */
    Pickup make(Original original, Address postedFrom, SealedTerms.Sealed sealed, PickupToken token) {
        Instant now = clock.instant();
        Pickup pickup = ofDelivery(original.accountId(), original.deliveryId(), LockModeType.PESSIMISTIC_WRITE)
                .orElseGet(() -> newPickup(original, postedFrom, sealed, now));
        replaceLinks(pickup, now);
        database.persist(new PickupLink(token, pickup, now));
        return pickup;
    }

    /** Likewise without a notice: no link leads to it, and its days run from now. */
    void keep(Original original, Address postedFrom, SealedTerms.Sealed sealed, String actor) {
        Instant now = clock.instant();
        Pickup pickup = ofDelivery(original.accountId(), original.deliveryId(), LockModeType.PESSIMISTIC_WRITE)
                .orElseGet(() -> newPickup(original, postedFrom, sealed, now));
        replaceLinks(pickup, now);
        pickup.ask(original.terms().check(), sealed.question(), sealed.answer());
        pickup.beginDays(original.terms().days(), now);
        record(pickup, actor, "pickup.kept", Map.of("check", pickup.check().name(), "expires", pickup.expiresAt().toString()));
    }

    private void replaceLinks(Pickup pickup, Instant now) {
        database.createQuery("SELECT l FROM PickupLink l WHERE l.accountId = :account AND l.pickupId = :pickup AND l.replacedAt IS NULL",
                        PickupLink.class)
                .setParameter("account", pickup.accountId()).setParameter("pickup", pickup.id())
                .getResultList().forEach(link -> link.replace(now));
    }

    private Pickup newPickup(Original original, Address postedFrom, SealedTerms.Sealed sealed, Instant now) {
        Pickup pickup = new Pickup(original, unusedReference(), postedFrom, now);
        pickup.ask(original.terms().check(), sealed.question(), sealed.answer());
        database.persist(pickup);
        record(pickup, "system", "pickup.made", Map.of("check", pickup.check().name(), "expires", pickup.expiresAt().toString()));
        return pickup;
    }

    private Reference unusedReference() {
        Reference reference = Reference.random(random);
        while (byReference(reference).isPresent()) {
            reference = Reference.random(random);
        }
        return reference;
    }

    // ---- what the doorkeeper does

    Optional<Doorplate> plate(PickupToken token) {
        return Optional.ofNullable(database.find(PickupLink.class, token.hash())).map(link -> {
            Pickup pickup = find(link.accountId(), link.pickupId(), LockModeType.NONE).orElseThrow();
            Letterhead us = us(pickup);
            Door door = new Door(pickup.accountId(), pickup.id(), Route.LINK, pickup.reference().toString(), "");
            return new Doorplate(door, us.name(), Optional.of(us.phone()).filter(phone -> !phone.isEmpty()),
                    pickup.check(), pickup.ended(clock.instant()).or(link::replaced)
                            .or(() -> pickup.closed(Route.LINK, clock.instant())));
        });
    }

    /** The account and id of a waiting pickup, if the address is the one that its notice went to. */
    Optional<Door> door(Reference reference, Address address) {
        return byReference(reference)
                .filter(pickup -> pickup.ended(clock.instant()).isEmpty())
                .filter(pickup -> pickup.recipient().toString().equalsIgnoreCase(address.toString()))
                .map(pickup -> new Door(pickup.accountId(), pickup.id(), Route.REFERENCE, reference.toString(), address.toString()));
    }

    Pickup look(Door door) {
        return find(door.accountId(), door.pickupId(), LockModeType.NONE).orElseThrow();
    }

    /** The first button was pressed; a code goes out if the check asks for one and none went out just now. */
    Pickup start(Door door) {
        Pickup pickup = locked(door);
        Instant now = clock.instant();
        if (pickup.ended(now).isEmpty() && pickup.open(now)) {
            tell(pickup, OPENED);
            record(pickup, guest(pickup), "pickup.opened", Map.of("route", door.route().name()));
        }
        if (pickup.takesCode(door.route(), now)) {
            Code code = Code.random(random);
            pickup.code(newCodeNumber(), terms.sealCode(pickup, code), now);
            outbox.handIn(stationery.code(pickup, us(pickup), code));
            record(pickup, guest(pickup), "pickup.code.sent", Map.of("route", door.route().name()));
        }
        return pickup;
    }

    Verdict redeem(Door door, Code code) {
        Pickup pickup = locked(door);
        Instant now = clock.instant();
        Optional<byte[]> live = pickup.code(now);
        if (live.isEmpty() && door.route() == Route.LINK && pickup.closed(door.route(), now).isEmpty()) {
            return new Verdict.Stale();
        }
        boolean right = live.map(sealed -> code.matches(terms.unsealCode(pickup, sealed))).orElse(false);
        return judged(pickup, door.route(), right, now);
    }

    /** @param compared the sealed secret that {@code right} comes from; if it was changed meanwhile, nothing is counted */
    Verdict answer(Door door, byte[] compared, boolean right) {
        Pickup pickup = locked(door);
        return pickup.isSecret(compared) ? judged(pickup, door.route(), right, clock.instant()) : new Verdict.Stale();
    }

    private Verdict judged(Pickup pickup, Route route, boolean right, Instant now) {
        Verdict verdict = pickup.verify(route, right, now);
        Map<String, String> details = Map.of("route", route.name(), "check", pickup.check().name());
        if (verdict instanceof Verdict.Passed) {
            record(pickup, guest(pickup), "pickup.passed", details);
            if (pickup.read(now)) {
                tell(pickup, READ);
            }
        } else if (verdict instanceof Verdict.Shut shut && shut.justNow()) {
            tell(pickup, LOCKED);
            record(pickup, guest(pickup), "pickup.locked", details);
            if (pickup.isAuthorOurs()) {
                outbox.handIn(stationery.locked(pickup, us(pickup), shut.closed().at()));
            }
        } else {
            record(pickup, guest(pickup), "pickup.tried", details);
        }
        return verdict;
    }

    /** Something was taken along. */
    void downloaded(Door door) {
        Pickup pickup = locked(door);
        if (pickup.download(clock.instant())) {
            tell(pickup, DOWNLOADED);
        }
        record(pickup, guest(pickup), "pickup.downloaded", Map.of());
    }

    void replied(Door door) {
        Pickup pickup = locked(door);
        pickup.reply(clock.instant());
        tell(pickup, REPLIED);
        record(pickup, guest(pickup), "pickup.replied", Map.of());
    }

    // ---- the end of their time

    List<Long> due(int limit) {
        return database.createQuery("SELECT p.id FROM Pickup p WHERE p.endedBy IS NULL AND p.expiresAt <= :now ORDER BY p.expiresAt", Long.class)
                .setParameter("now", clock.instant()).setMaxResults(limit).getResultList();
    }

    void expire(long pickupId) {
        byId(pickupId).filter(pickup -> pickup.expire(clock.instant())).ifPresent(pickup -> {
            tell(pickup, EXPIRED);
            record(pickup, "system", "pickup.expired", Map.of());
        });
    }

    // ----

    private interface Change {
        boolean on(Pickup pickup, Instant now);
    }

    private boolean change(long accountId, long deliveryId, String actor, PickupHappened.Kind kind, Change change,
            Map<String, String> details) {
        Optional<Pickup> pickup = ofDelivery(accountId, deliveryId, LockModeType.PESSIMISTIC_WRITE);
        boolean changed = pickup.isPresent() && change.on(pickup.get(), clock.instant());
        if (changed) {
            tell(pickup.get(), kind);
            record(pickup.get(), actor, "pickup." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '.'), details);
        }
        return changed;
    }

    private void tell(Pickup pickup, PickupHappened.Kind kind) {
        happened.fire(new PickupHappened(pickup.accountId(), pickup.deliveryId(), kind, clock.instant()));
    }

    private void record(Pickup pickup, String actor, String action, Map<String, String> details) {
        audit.record(new AuditEvent(pickup.accountId(), actor, action, pickup.messageId().toString(), details));
    }

    private static String guest(Pickup pickup) {
        return "pickup:" + pickup.reference();
    }

    private Letterhead us(Pickup pickup) {
        return Letterhead.of(directory.account(pickup.accountId()));
    }

    private Pickup locked(Door door) {
        return find(door.accountId(), door.pickupId(), LockModeType.PESSIMISTIC_WRITE).orElseThrow();
    }

    private Optional<Pickup> find(long accountId, long pickupId, LockModeType lock) {
        return database.createQuery("SELECT p FROM Pickup p WHERE p.accountId = :account AND p.id = :id", Pickup.class)
                .setParameter("account", accountId).setParameter("id", pickupId)
                .setLockMode(lock).getResultStream().findFirst();
    }

    private Optional<Pickup> ofDelivery(long accountId, long deliveryId, LockModeType lock) {
        return database.createQuery("SELECT p FROM Pickup p WHERE p.accountId = :account AND p.deliveryId = :delivery", Pickup.class)
                .setParameter("account", accountId).setParameter("delivery", deliveryId)
                .setLockMode(lock).getResultStream().findFirst();
    }

    /** For our own background work only, which has the id from us. */
    private Optional<Pickup> byId(long pickupId) {
        return Optional.ofNullable(database.find(Pickup.class, pickupId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Likewise; empty if a newer code has replaced this one. */
    private Optional<Pickup> byCode(long codeNumber) {
        return database.createQuery("SELECT p FROM Pickup p WHERE p.codeNumber = :number", Pickup.class)
                .setParameter("number", codeNumber).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().findFirst();
    }

    private long newCodeNumber() {
        return ((Number) database.createNativeQuery("SELECT nextval('pickup_code_seq')").getSingleResult()).longValue();
    }

    private Optional<Pickup> byReference(Reference reference) {
        return database.createQuery("SELECT p FROM Pickup p WHERE p.reference = :reference", Pickup.class)
                .setParameter("reference", reference.digits()).getResultStream().findFirst();
    }
}
