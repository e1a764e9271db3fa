package org.sealpost.delivery;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.destination.EvidenceText;
import org.sealpost.escrow.Pickups;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mail.SystemMail;
import org.sealpost.protection.ProtectedMessage;
import org.sealpost.receipt.CanonicalJson;
import org.sealpost.reception.Parcel;
import org.sealpost.reception.Reception;
import org.sealpost.transport.Outcome;
import org.sealpost.vault.Vault;

/**
 * Writes down what became of deliveries: state, timeline, evidence, audit log, log line and all that must follow stand in
 * one short transaction. A result whose lease has passed on to somebody else is refused.
 */
@ApplicationScoped
@Transactional
public class DeliveryLedger {

    /** One of a delivery's verbs. */
    interface Verb {
        Set<Consequence> on(Delivery delivery, Instant now);
    }

    private static final System.Logger LOG = System.getLogger(DeliveryLedger.class.getName());

    private static final String SYSTEM = "system";
    private static final String LOCK = "SELECT 1 FROM delivery WHERE id = ANY (?) ORDER BY id FOR UPDATE";

    private static final Outcome INSIDE = Outcome.of(Outcome.Kind.DELIVERED, EnhancedStatus.DELIVERED,
            Reason.of("inside.delivered"), List.of());
    private static final Outcome NOBODY = Outcome.of(Outcome.Kind.REFUSED, new EnhancedStatus(5, 1, 1),
            Reason.of("inside.nobody"), List.of());

    @PersistenceContext
    private EntityManager entities;
    @Inject
    private DataSource database;
    @Inject
    private Reception reception;
    @Inject
    private Vault vault;
    @Inject
    private AuditLog audit;
    @Inject
    private Pickups pickups;
    @Inject
    private Terms terms;
    @Inject
    private Correspondence correspondence;
    @Inject
    private Pace pace;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;

    protected DeliveryLedger() {
    }

    /** How the attempt ended for each, in order; all of it in one go but for those that a pickup page belongs to. */
    public void settle(List<Delivery> claimed, List<Outcome> outcomes) {
        Map<Long, Delivery> locked = locked(claimed.stream().filter(delivery -> !delivery.isEscrow()).map(Delivery::id).toList());
        List<Conclusion> conclusions = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            Outcome outcome = outcomes.get(i);
            Verb verb = (delivery, now) -> delivery.apply(outcome, now, retries(delivery), random);
            Delivery mine = claimed.get(i);
            (mine.isEscrow() ? held(mine) : held(mine, locked.get(mine.id()))).ifPresent(delivery -> conclusions.add(conclude(delivery, verb)));
        }
        follow(conclusions, SYSTEM);
    }

    /** Into the mailbox, or back if there is none any more. */
    public void settleInside(Delivery claimed, Optional<Parcel> parcel) {
        settle(claimed, (delivery, now) -> {
            parcel.ifPresent(reception::place);
            return delivery.apply(parcel.isPresent() ? INSIDE : NOBODY, now, retries(delivery), random);
        });
    }

    /** @param mayHaveLeft whether it was on the wire, so that the peer may have it */
    public void postpone(Delivery claimed, Reason reason, boolean mayHaveLeft) {
        settle(claimed, (delivery, now) -> delivery.postpone(reason, mayHaveLeft, now, retries(delivery), random));
    }

    /** What protects it now can't be used at all. */
    public void cannotBeProtected(Delivery claimed, Reason why) {
        settle(claimed, (delivery, now) -> delivery.cannotBeProtected(why, now));
    }

    public void giveUp(Delivery claimed, Reason reason) {
        settle(claimed, (delivery, now) -> delivery.giveUp(reason, now));
    }

    public void quarantine(Delivery claimed) {
        settle(claimed, (delivery, now) -> delivery.quarantine(now, retries(delivery)));
    }

    /** @return the delivery as it stands now; empty if the lease has passed on */
    public Optional<Delivery> keepCopy(Delivery claimed, long contentId, ProtectedMessage made) {
        return held(claimed).filter(delivery -> delivery.state().isOpen()).map(delivery -> {
            vault.keep(delivery.accountId(), contentId);
            delivery.keepCopy(new TravellingCopy(contentId, made.readable(), made.reversePath()), made.how(), clock.instant());
            audit.record(written(delivery, SYSTEM));
            return delivery;
        });
    }

    /** A sender's or administrator's verb, whoever holds the lease. */
    void change(Delivery delivery, String actor, Verb verb) {
        follow(List.of(conclude(delivery, verb)), actor);
    }

    /** Locked for changing in the caller's transaction. */
    Delivery locked(long id) {
        return entities.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** In the order of their ids, as everybody does who locks several. */
    private Map<Long, Delivery> locked(List<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = database.getConnection(); PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("deliveries can't be locked", e);
        }
        return entities.createQuery("SELECT d FROM Delivery d JOIN FETCH d.message WHERE d.id IN :ids", Delivery.class)
                .setParameter("ids", ids).getResultStream().collect(Collectors.toMap(Delivery::id, delivery -> delivery));
    }

    void settle(Delivery claimed, Verb verb) {
        held(claimed).ifPresent(delivery -> follow(List.of(conclude(delivery, verb)), SYSTEM));
    }

    /** The pickup is locked first, as readers do. */
    private Optional<Delivery> held(Delivery claimed) {
        if (claimed.isEscrow()) {
            pickups.lock(claimed.accountId(), claimed.id());
        }
        return held(claimed, locked(claimed.id()));
    }

    private static Optional<Delivery> held(Delivery claimed, Delivery locked) {
        if (locked == null || !locked.lease().isHeldAs(claimed.lease().number())) {
            LOG.log(WARNING, "{0} result came too late and was refused", claimed.queueId());
            return Optional.empty();
        }
        return Optional.of(locked);
    }

    private record Conclusion(Delivery delivery, Set<Consequence> consequences) { }

    private Conclusion conclude(Delivery delivery, Verb verb) {
        boolean open = delivery.state().isOpen();
        Set<Consequence> consequences = change(delivery, verb);
        if (open && delivery.state() == State.WAITING_FOR_PICKUP && !delivery.isByReference()) {
            beginPickup(delivery);
        }
        return new Conclusion(delivery, consequences);
    }

    /** Writes down what the verbs did, and does what must follow. */
    private void follow(List<Conclusion> conclusions, String actor) {
        audit.record(conclusions.stream().flatMap(conclusion -> written(conclusion.delivery(), actor).stream()).toList());
        for (Conclusion conclusion : conclusions) {
            Delivery delivery = conclusion.delivery();
            if (delivery.isEscrow() && delivery.isEndedUnsent()) {
                pickups.withdraw(delivery.accountId(), delivery.id(), actor);
            }
            tellCode(delivery);
            for (Consequence consequence : conclusion.consequences()) {
                boolean settled = consequence == Consequence.ASK && asksOtherwise(delivery);
                if (!settled) {
                    correspondence.send(consequence, delivery);
                }
            }
        }
    }

    /** The pickup's days run from here, unless its sender was quicker. */
    private void beginPickup(Delivery delivery) {
        Instant now = clock.instant();
        if (!pickups.noticeDelivered(delivery.accountId(), delivery.id(), now)) {
            delivery.pickup(Optional.of(State.WITHDRAWN), DeliveryEvent.Kind.WITHDRAWN, now, Reason.of("pickup.withdrawn"));
        }
    }

    /** A copy that the verb left behind can't be opened any more. */
    private Set<Consequence> change(Delivery delivery, Verb verb) {
        TravellingCopy before = delivery.copy();
        Set<Consequence> consequences = verb.on(delivery, clock.instant());
        before.contentId().filter(former -> !delivery.copy().contentId().equals(Optional.of(former)))
                .ifPresent(former -> vault.shred(delivery.accountId(), former));
        return consequences;
    }

    /** The sender gave a question for just this case: then nobody has to be asked. */
    private boolean asksOtherwise(Delivery delivery) {
        PickupTerms given = terms.of(delivery);
        if (!given.holdWithoutCode()) {
            return false;
        }
        PickupTerms asking = given.forRoad(false);
        change(delivery, (held, now) -> {
            held.setTerms(asking.check(), terms.seal(held.accountId(), held.uuid(), asking));
            held.resume(now);
            return Set.of();
        });
        audit.record(written(delivery, SYSTEM));
        pickups.changeTerms(delivery.accountId(), delivery.id(), asking, "system");
        return true;
    }

    private void tellCode(Delivery delivery) {
        Message message = delivery.message();
        if (message.systemKind().equals(Optional.of(SystemMail.Kind.CODE)) && !delivery.state().isOpen()) {
            if (delivery.state() == State.DELIVERED) {
                pickups.codeDelivered(message.about(), clock.instant());
            } else {
                pickups.codeFailed(message.about());
            }
        }
    }

    /** Stores and logs what the verbs did. @return it for the audit log */
    List<AuditEvent> written(Delivery delivery, String actor) {
        List<AuditEvent> written = new ArrayList<>();
        for (DeliveryEvent event : delivery.events().take()) {
            entities.persist(event);
            written.add(new AuditEvent(delivery.accountId(), actor, "delivery." + word(event.kind()),
                    delivery.uuid().toString(), details(delivery, event)));
            LOG.log(INFO, "{0} {1} {2}", delivery.queueId(), word(event.kind()), seen(event));
        }
        return written;
    }

    private static Map<String, String> details(Delivery delivery, DeliveryEvent event) {
        Map<String, String> details = new TreeMap<>();
        details.put("message", delivery.message().uuid().toString());
        details.put("recipient", delivery.recipient().toString());
        details.put("reason", event.reason().code());
        if (event.kind() == DeliveryEvent.Kind.PROTECTED && !event.reason().values().isEmpty()) {
            details.put("keys", String.join(" ", event.reason().values()));
        }
        last(event).ifPresent(evidence -> {
            details.put("mx", evidence.mxHost());
            details.put("level", evidence.level().name());
            details.put("level-reason", evidence.levelReason().code());
            details.put("policy", evidence.policy().source().code());
            evidence.address().ifPresent(address -> details.put("address", address));
            evidence.certificate().ifPresent(certificate -> details.put("certificate", certificate.sha256()));
            evidence.tlsVersion().ifPresent(version -> details.put("tls", version));
            evidence.cipherSuite().ifPresent(suite -> details.put("cipher-suite", suite));
            evidence.reply().ifPresent(reply -> details.put("reply", reply));
            details.put("hosts", CanonicalJson.digest(EvidenceText.json(event.evidence())));
        });
        return details;
    }

    private static String seen(DeliveryEvent event) {
        String host = last(event).map(evidence -> " " + evidence.mxHost() + " " + evidence.tlsVersion().orElse("no TLS") + " "
                + evidence.level()).orElse("");
        return event.reason().code() + host;
    }

    private static Optional<Evidence> last(DeliveryEvent event) {
        List<Evidence> evidence = event.evidence();
        return evidence.isEmpty() ? Optional.empty() : Optional.of(evidence.get(evidence.size() - 1));
    }

    private static String word(DeliveryEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private RetrySchedule retries(Delivery delivery) {
        return delivery.message().schedule(pace.retries());
    }
}
