package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.escrow.EscrowProtector;
import org.sealpost.escrow.PickupHappened;
import org.sealpost.escrow.Pickups;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.vault.Vault;

/** What senders see of their messages, and what they may still change. */
@ApplicationScoped
@Transactional
public class Deliveries {

    private static final Set<Consequence> NOTHING = EnumSet.noneOf(Consequence.class);

    @PersistenceContext
    private EntityManager entities;
    @Inject
    private DeliveryLedger ledger;
    @Inject
    private Pickups pickups;
    @Inject
    private EscrowProtector escrow;
    @Inject
    private Terms terms;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private Dispatcher dispatcher;
    @Inject
    private Ties ties;

    protected Deliveries() {
    }

    // ---- seeing

    /** Each recipient's delivery with its timeline, in the order of the envelope. */
    public List<Delivery> ofMessage(long accountId, UUID message) {
        List<Delivery> found = entities.createQuery("""
                SELECT d FROM Delivery d JOIN FETCH d.message m WHERE m.uuid = :message AND d.accountId = :account ORDER BY d.id""",
                Delivery.class).setParameter("message", message).setParameter("account", accountId).getResultList();
        Map<Long, List<DeliveryEvent>> events = events(accountId, found.stream().map(Delivery::id).toList());
        found.forEach(delivery -> delivery.events().show(events.getOrDefault(delivery.id(), List.of())));
        return found;
    }

    public Optional<Delivery> find(long accountId, UUID delivery) {
        return entities.createQuery("SELECT d FROM Delivery d JOIN FETCH d.message WHERE d.uuid = :uuid AND d.accountId = :account",
                Delivery.class).setParameter("uuid", delivery).setParameter("account", accountId).getResultStream().findFirst();
    }

    /** The states of all deliveries of each message, for lists. */
    public Map<UUID, List<State>> states(long accountId, Collection<UUID> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("""
                SELECT m.uuid, d.state FROM Delivery d JOIN d.message m WHERE m.uuid IN :messages AND d.accountId = :account""",
                Object[].class).setParameter("messages", messages).setParameter("account", accountId).getResultStream()
                .collect(Collectors.groupingBy(row -> (UUID) row[0], Collectors.mapping(row -> (State) row[1], Collectors.toList())));
    }

    /** Whether anything in the conversation was secure, or arrived so, so that answers must be too. */
    public boolean isSecureThread(long accountId, UUID thread) {
        return mailboxes.isSecure(accountId, thread) || !entities.createNativeQuery("""
                SELECT 1 FROM message m JOIN delivery d ON d.message_id = m.id
                WHERE m.account_id = ? AND m.thread = ? AND m.kind = 'MAIL'
                  AND (m.user_id IS NULL OR d.decision::jsonb ->> 'handling' = 'SECURE') LIMIT 1""")
                .setParameter(1, accountId).setParameter(2, thread).getResultList().isEmpty();
    }

    // ---- changing; each tells whether it had an effect

    /** Takes one recipient's copy back: out of the queue, or off the pickup page. */
    public boolean withdraw(long accountId, UUID delivery, String actor) {
        return locked(accountId, delivery).filter(found -> found.state() == State.PICKED_UP
                ? pickups.withdraw(accountId, found.id(), actor)
                : withdraw(found, actor, "withdrawn.sender")).isPresent();
    }

    /** The sender finishes sending what is HELD for a question, or changes what a waiting message asks. */
    public boolean setTerms(long accountId, UUID delivery, PickupTerms changed, String actor) {
        Optional<Delivery> found = locked(accountId, delivery)
                .filter(copy -> !copy.isByReference() || changed.check() != IdentityCheck.CODE);
        if (found.filter(Delivery::isWaitingForTerms).isPresent()) {
            Delivery held = found.get();
            ledger.change(held, actor, (same, now) -> {
                same.setTerms(changed.check(), terms.seal(accountId, same.uuid(), changed));
                same.resume(now);
                return NOTHING;
            });
            pickups.changeTerms(accountId, held.id(), changed, actor);
            dispatcher.wake();
            return true;
        }
        return found.filter(waiting -> waiting.state() == State.WAITING_FOR_PICKUP)
                .filter(waiting -> pickups.changeTerms(accountId, waiting.id(), changed, actor)).isPresent();
    }

    /** Uses the next protection now instead of at the end of patience. */
    public boolean moveOn(long accountId, UUID delivery, String actor) {
        boolean done = change(accountId, delivery, actor, Delivery::moveOn);
        dispatcher.wake();
        return done;
    }

    /** Waits for the road, however long, instead of using another protection. */
    public boolean persevere(long accountId, UUID delivery, String actor) {
        return change(accountId, delivery, actor, Delivery::persevere);
    }

    /**
     * Keeps a copy that can't be sent for pickup by reference: it waits from now on, and nothing is sent to the recipient's
     * domain, neither notice nor code.
     *
     * @param chosen a question or passphrase, since no code could be mailed
     */
    public boolean keepForReference(long accountId, UUID delivery, PickupTerms chosen, String actor) {
        if (chosen.check() == IdentityCheck.CODE) {
            throw new IllegalArgumentException("a code can't be mailed where nothing may be sent");
        }
        Optional<Delivery> found = locked(accountId, delivery).filter(copy -> copy.choices().mayBeKept());
        found.ifPresent(kept -> {
            escrow.keepForReference(kept.original(vault.open(accountId, kept.message().contentId()), chosen), actor);
            ledger.change(kept, actor, (same, now) -> {
                same.keepForReference(chosen.check(), terms.seal(accountId, same.uuid(), chosen), now);
                return NOTHING;
            });
        });
        return found.isPresent();
    }

    /** Lets go on what is HELD: an administrator looked at it. */
    public boolean resume(long accountId, UUID delivery, String actor) {
        Optional<Delivery> held = locked(accountId, delivery).filter(found -> found.state() == State.HELD && !found.isWaitingForTerms());
        held.ifPresent(found -> ledger.change(found, actor, (same, now) -> {
            same.resume(now);
            return NOTHING;
        }));
        return held.isPresent();
    }

    /** Takes back the whole message while nothing of it has left: then no copy of it stays. */
    public boolean undo(long accountId, long userId, UUID message) {
        List<Delivery> seen = ofMessage(accountId, message);
        seen.stream().filter(Delivery::isEscrow).forEach(found -> pickups.lock(accountId, found.id()));
        List<Delivery> all = seen.stream().map(found -> ledger.locked(found.id())).toList();
        boolean still = !all.isEmpty() && all.stream().allMatch(found -> found.message().userId().equals(Optional.of(userId))
                && isUntouched(found));
        if (still) {
            all.forEach(found -> withdraw(found, "sender", "withdrawn.undone"));
            vault.shred(accountId, all.get(0).message().contentId());
            ties.copies(message).forEach(copy -> undoCopy(accountId, copy));
        }
        return still;
    }

    /** A copy is released with its original, so none has left either. */
    private void undoCopy(long accountId, UUID copy) {
        ofMessage(accountId, copy).stream().map(found -> ledger.locked(found.id())).filter(Deliveries::isUntouched).forEach(found -> {
            withdraw(found, "sender", "withdrawn.undone");
            vault.shred(accountId, found.message().contentId());
        });
    }

    /** What the recipient did goes into the timeline in the transaction in which it happened. */
    void pickup(@Observes PickupHappened event) {
        Delivery delivery = ledger.locked(event.deliveryId());
        boolean known = delivery != null && delivery.accountId() == event.accountId();
        boolean ourOwnDoing = event.kind() == PickupHappened.Kind.WITHDRAWN && known && delivery.isEndedUnsent();
        boolean notYetWaiting = event.kind() == PickupHappened.Kind.EXPIRED && known && delivery.state().isOpen();
        if (known && !ourOwnDoing && !notYetWaiting) {
            ledger.change(delivery, "pickup", (same, now) -> {
                same.pickup(state(event.kind()), kind(event.kind()), event.at(), Reason.of("pickup." + word(event.kind())));
                return NOTHING;
            });
        }
    }

    private boolean withdraw(Delivery delivery, String actor, String reason) {
        return change(delivery, actor, (same, now) -> same.withdraw(now, Reason.of(reason)));
    }

    private boolean change(long accountId, UUID delivery, String actor, BiPredicate<Delivery, Instant> verb) {
        return locked(accountId, delivery).filter(found -> change(found, actor, verb)).isPresent();
    }

    /** @param verb tells whether it had an effect */
    private boolean change(Delivery delivery, String actor, BiPredicate<Delivery, Instant> verb) {
        boolean[] done = new boolean[1];
        ledger.change(delivery, actor, (same, now) -> {
            done[0] = verb.test(same, now);
            return NOTHING;
        });
        return done[0];
    }

    private Optional<Delivery> locked(long accountId, UUID delivery) {
        return find(accountId, delivery).map(found -> {
            pickups.lock(accountId, found.id());
            return ledger.locked(found.id());
        });
    }

    private Map<Long, List<DeliveryEvent>> events(long accountId, List<Long> deliveries) {
        return deliveries.isEmpty() ? Map.of() : entities.createQuery("""
                SELECT e FROM DeliveryEvent e WHERE e.deliveryId IN :deliveries AND e.accountId = :account ORDER BY e.at, e.id""",
                DeliveryEvent.class).setParameter("deliveries", deliveries).setParameter("account", accountId).getResultStream()
                .collect(Collectors.groupingBy(DeliveryEvent::deliveryId));
    }

    private static Optional<State> state(PickupHappened.Kind kind) {
        return switch (kind) {
            case READ, DOWNLOADED, REPLIED -> Optional.of(State.PICKED_UP);
            case EXPIRED -> Optional.of(State.EXPIRED);
            case WITHDRAWN -> Optional.of(State.WITHDRAWN);
            case OPENED, LOCKED, CODE_FAILED, EXTENDED, TERMS_CHANGED -> Optional.empty();
        };
    }

    private static DeliveryEvent.Kind kind(PickupHappened.Kind kind) {
        return DeliveryEvent.Kind.valueOf(kind.name());
    }

    private static String word(PickupHappened.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }

    /** Nothing of it can have left: never tried, nor in the hands of a process that died. */
    static boolean isUntouched(Delivery delivery) {
        return delivery.state() == State.QUEUED && !delivery.lease().isHeld() && delivery.attempts().isNone() && !delivery.lease().hasCrashed();
    }
}
