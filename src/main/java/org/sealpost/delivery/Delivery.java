package org.sealpost.delivery;

import static org.sealpost.delivery.DeliveryEvent.Kind.DEFERRED;
import static org.sealpost.delivery.DeliveryEvent.Kind.DELAY_TOLD;
import static org.sealpost.delivery.DeliveryEvent.Kind.INSECURE;
import static org.sealpost.delivery.DeliveryEvent.Kind.NEXT_PROTECTION;
import static org.sealpost.delivery.DeliveryEvent.Kind.NOTICE_DELIVERED;
import static org.sealpost.delivery.DeliveryEvent.Kind.RESUMED;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mail.SystemMail;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.End;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.TlsDemand;

/**
 * One recipient's copy of a message, from accepted to its end. All that may become of it is decided here and nowhere
 * else; the verbs touch neither network nor database, and say what must follow.
 */
@Entity
@Table(name = "delivery")
public class Delivery {

    /** Where it stands. All but QUEUED and HELD are ends of the queue's work. */
    public enum State {
        QUEUED,
        /** Waits for the sender or an administrator; goes back when its time is over. */
        HELD,
        DELIVERED, WAITING_FOR_PICKUP, PICKED_UP, EXPIRED, WITHDRAWN, RETURNED, DROPPED;

        public boolean isOpen() {
            return this == QUEUED || this == HELD;
        }
    }

    @Id
    private long id;
    private UUID uuid;
    @Column(name = "account_id")
    private long accountId;
    @ManyToOne(optional = false)
    @JoinColumn(name = "message_id")
    private Message message;
    private Address recipient;
    private boolean visible;
    @Convert(converter = DecisionColumn.class)
    private Decision decision;
    private int step;
    @Enumerated(EnumType.STRING)
    @Column(name = "identity_check")
    private IdentityCheck check;
    private byte[] terms;
    @Enumerated(EnumType.STRING)
    private State state;
    @Column(name = "due_at")
    private Instant dueAt;
    private int attempts;
    @Column(name = "insecure_since")
    private Instant insecureSince;
    private boolean uncertain;
    private boolean warned;
    private boolean alarmed;
    @Embedded
    private TravellingCopy copy;
    @Embedded
    private Lease lease;
    @Column(name = "ended_at")
    private Instant endedAt;
    @Transient
    private final Timeline timeline = new Timeline();

    protected Delivery() {
    }

    Delivery(long id, Message message, Address recipient, boolean visible, Decision decision, IdentityCheck check) {
        this.id = id;
        this.uuid = message.uuid();
        this.message = message;
        this.recipient = recipient;
        this.visible = visible;
        this.decision = decision;
        this.check = check;
        this.state = State.QUEUED;
        this.dueAt = message.releasedAt();
        this.copy = TravellingCopy.ofOriginal();
        this.lease = new Lease();
    }

    // ---- what it is

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public Message message() {
        return message;
    }

    public Address recipient() {
        return recipient;
    }

    /** False for a blind copy. */
    public boolean isVisible() {
        return visible;
    }

    public Decision decision() {
        return decision;
    }

    public State state() {
        return state;
    }

    /** When it is tried next, or goes back if it is HELD. */
    public Instant dueAt() {
        return dueAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public int attempts() {
        return attempts;
    }

    /** What protects the copy now, or protected it at the end; empty for ordinary mail and inside. */
    public Optional<Protection> protection() {
        return step < decision.protections().size() ? Optional.of(decision.protections().get(step)) : Optional.empty();
    }

    public IdentityCheck identityCheck() {
        return check;
    }

    /** Whether the sender must set a question before it can go on. */
    public boolean isWaitingForTerms() {
        return state == State.HELD && protection().equals(Optional.of(Protection.ESCROW)) && !lease.isPoisonous();
    }

    /** All that happened, oldest first; filled by {@link Deliveries}. */
    public List<DeliveryEvent> timeline() {
        return timeline.all();
    }

    /** What logs and the peer's notifications call it. */
    public String queueId() {
        return QueueId.of(uuid);
    }

    Timeline events() {
        return timeline;
    }

    // ---- what the dispatcher needs

    Lease lease() {
        return lease;
    }

    TravellingCopy copy() {
        return copy;
    }

    byte[] terms() {
        return terms.clone();
    }

    boolean isInside() {
        return decision.handling() == Handling.INSIDE;
    }

    boolean isEscrow() {
        return protection().equals(Optional.of(Protection.ESCROW));
    }

    boolean isSecure() {
        return decision.handling() == Handling.SECURE || decision.handling() == Handling.INSIDE;
    }

    /** Nobody shall open what its notice would have led to. */
    boolean isEndedUnsent() {
        return state == State.RETURNED || state == State.DROPPED || state == State.WITHDRAWN;
    }

    /** Whether the original itself goes over the wire, so that others may share the transaction. */
    boolean travelsAsItIs() {
        return state == State.QUEUED && !isInside() && !copy.isMade() && !needsProtection() && !lease.isPoisonous();
    }

    /** Nothing of it can have left: never tried, nor in the hands of a process that died. */
    boolean isUntouched() {
        return state == State.QUEUED && !lease.isHeld() && attempts == 0 && !uncertain && !lease.hasCrashed();
    }

    /** Whether a protector has work to do before the copy can travel. */
    boolean needsProtection() {
        return !copy.isMade() && protection().filter(p -> p != Protection.TLS).isPresent();
    }

    /** What the connection must hold. A notice that lets a code be asked for never lies open beside it on a clear road. */
    TlsDemand demand() {
        return Road.demand(decision, copy.isReadable(), isEscrow() && check == IdentityCheck.CODE);
    }

    // ---- what happens to it

    /** The former carrier's lease ran out: it may have sent what was ready to travel (RFC 1047). */
    void takeOver() {
        uncertain |= state == State.QUEUED && !isInside() && !needsProtection();
    }

    /** A protector made the copy that travels from now on. */
    void keepCopy(TravellingCopy made, Instant now) {
        copy = made;
        happen(DeliveryEvent.Kind.PROTECTED, now, Reason.of("protected." + protectionWord()), List.of());
    }

    /** How an attempt ended. */
    Set<Consequence> apply(Outcome outcome, Instant now, RetrySchedule retries, RandomGenerator random) {
        lease.end();
        attempts++;
        uncertain |= outcome.uncertain();
        if (!state.isOpen()) {
            return alreadyRead(outcome, now);
        }
        Set<Consequence> consequences = become(outcome, now, retries, random);
        if (decision.alarm()) {
            consequences.addAll(alarm());
        }
        return consequences;
    }

    private Set<Consequence> become(Outcome outcome, Instant now, RetrySchedule retries, RandomGenerator random) {
        return switch (outcome.kind()) {
            case DELIVERED -> deliver(outcome, now);
            case REFUSED -> giveBack(now, outcome.reason(), outcome.evidence());
            case DEFERRED -> {
                happen(DEFERRED, now, outcome.reason(), outcome.evidence());
                yield waitOrEnd(outcome.reason(), now, retries.next(now, attempts, random), retries);
            }
            case INSECURE -> fallShort(outcome, now, retries, random);
        };
    }

    /** The recipient was quicker than the peer's reply. */
    private Set<Consequence> alreadyRead(Outcome outcome, Instant now) {
        if (outcome.kind() == Outcome.Kind.DELIVERED) {
            happen(NOTICE_DELIVERED, now, outcome.reason(), outcome.evidence());
        }
        return nothing();
    }

    /**
     * It went wrong for a reason of our own.
     *
     * @param mayHaveLeft whether it was on the wire, so that the peer may have it
     */
    Set<Consequence> postpone(Reason reason, boolean mayHaveLeft, Instant now, RetrySchedule retries, RandomGenerator random) {
        if (state != State.QUEUED || lease.isPoisonous()) {
            lease.release();
            dueAt = retries.next(now, 1, random);
            return nothing();
        }
        lease.end();
        attempts++;
        uncertain |= mayHaveLeft;
        happen(DEFERRED, now, reason, List.of());
        return waitOrEnd(reason, now, retries.next(now, attempts, random), retries);
    }

    /** HELD until its time was over, or stopped by a decision that lets nothing leave. */
    Set<Consequence> giveUp(Reason reason, Instant now) {
        lease.end();
        return state.isOpen() ? endUnsent(now, reason, List.of()) : nothing();
    }

    /** It was there each time the process died: an administrator must look at it. */
    Set<Consequence> quarantine(Instant now, RetrySchedule retries) {
        lease.release();
        if (state != State.QUEUED) {
            return nothing();
        }
        hold(now, Reason.of("held.crashes"), retries);
        return alarm();
    }

    /** The sender, or an administrator, lets it go on. */
    boolean resume(Instant now) {
        if (state != State.HELD) {
            return false;
        }
        state = State.QUEUED;
        lease.end();
        dueAt = now;
        happen(RESUMED, now, Reason.of("resumed"), List.of());
        return true;
    }

    /** Other terms for the pickup page; what was made under the old ones is made anew. */
    void setTerms(IdentityCheck newCheck, byte[] sealed) {
        check = newCheck;
        terms = sealed.clone();
        copy = TravellingCopy.ofOriginal();
    }

    /** @return false if it is too late: on the wire just now, or already ended outside our reach */
    boolean withdraw(Instant now, Reason reason) {
        boolean reachable = state.isOpen() || state == State.WAITING_FOR_PICKUP;
        if (!reachable || lease.isHeld()) {
            return false;
        }
        end(State.WITHDRAWN, DeliveryEvent.Kind.WITHDRAWN, now, reason, List.of());
        return true;
    }

    /**
     * What the recipient did on the pickup page; what was read stays read, whatever expires later. Who reads has the notice,
     * even if its delivery was never confirmed.
     */
    void pickup(Optional<State> reached, DeliveryEvent.Kind kind, Instant at, Reason reason) {
        boolean arrived = state.isOpen() && reached.equals(Optional.of(State.PICKED_UP));
        if (reached.isPresent() && (arrived || state == State.WAITING_FOR_PICKUP)) {
            end(reached.get(), kind, at, reason, List.of());
        } else {
            happen(kind, at, reason, List.of());
        }
    }

    // ---- how that is decided

    private Set<Consequence> deliver(Outcome outcome, Instant now) {
        if (isEscrow()) {
            end(State.WAITING_FOR_PICKUP, NOTICE_DELIVERED, now, outcome.reason(), outcome.evidence());
        } else {
            end(State.DELIVERED, DeliveryEvent.Kind.DELIVERED, now, outcome.reason(), outcome.evidence());
        }
        return nothing();
    }

    /**
     * Every MX host fell short. Waiting is all that helps if the road itself is below its floor, if the copy isn't readable,
     * if nothing else was decided (ordinary mail), or if the message may have arrived already (RFC 1047).
     */
    private Set<Consequence> fallShort(Outcome outcome, Instant now, RetrySchedule retries, RandomGenerator random) {
        if (message.systemKind().equals(Optional.of(SystemMail.Kind.CODE))) {
            return drop(now, outcome.reason());
        }
        happen(INSECURE, now, outcome.reason(), outcome.evidence());
        if (insecureSince == null) {
            insecureSince = now;
        }
        if (!uncertain && lacksOnlyQuestion(outcome)) {
            return askForQuestion(now, retries);
        }
        Instant again = retries.next(now, attempts, random);
        if (uncertain || outcome.belowFloor() || !copy.isReadable() || decision.handling() != Handling.SECURE
                || decision.end() == End.HOLD && isLast()) {
            Set<Consequence> consequences = waitOrEnd(outcome.reason(), now, again, retries);
            consequences.addAll(state.isOpen() ? alarm() : Set.of());
            return consequences;
        }
        Instant patient = insecureSince.plus(decision.patience());
        if (now.isBefore(patient)) {
            return waitOrEnd(outcome.reason(), now, again.isBefore(patient) ? again : patient, retries);
        }
        return isLast() ? endUnsent(now, outcome.reason(), outcome.evidence()) : nextProtection(outcome, now, retries);
    }

    private Set<Consequence> nextProtection(Outcome outcome, Instant now, RetrySchedule retries) {
        Set<Consequence> consequences = nothing();
        copy = TravellingCopy.ofOriginal();
        step++;
        insecureSince = null;
        dueAt = now;
        happen(NEXT_PROTECTION, now, outcome.reason(), List.of());
        if (isEscrow() && check == IdentityCheck.CODE && Road.isClear(outcome)) {
            consequences.addAll(askForQuestion(now, retries));
        }
        return consequences;
    }

    /** The notice could leave, were it not for the code that would travel beside it. */
    private boolean lacksOnlyQuestion(Outcome outcome) {
        return isEscrow() && check == IdentityCheck.CODE && Road.isClear(outcome) && !outcome.belowFloor();
    }

    private Set<Consequence> askForQuestion(Instant now, RetrySchedule retries) {
        hold(now, Reason.of("pickup.question.needed", recipient.domain().name()), retries);
        return EnumSet.of(Consequence.ASK);
    }

    private Set<Consequence> waitOrEnd(Reason reason, Instant now, Instant again, RetrySchedule retries) {
        if (retries.isOver(message.releasedAt(), now)) {
            return endUnsent(now, Reason.of(uncertain ? "expired.uncertain" : "expired.queue"), timeline.lastSeen().stream().toList());
        }
        dueAt = again;
        if (warned || isSystemMail() || !retries.isLate(message.releasedAt(), now)) {
            return nothing();
        }
        warned = true;
        happen(DELAY_TOLD, now, reason, List.of());
        return EnumSet.of(Consequence.WARN);
    }

    private Set<Consequence> endUnsent(Instant now, Reason reason, List<Evidence> evidence) {
        return decision.end() == End.DROP ? drop(now, reason) : giveBack(now, reason, evidence);
    }

    private Set<Consequence> giveBack(Instant now, Reason reason, List<Evidence> evidence) {
        if (isSystemMail() || message.reversePath().isNull()) {
            end(State.DROPPED, DeliveryEvent.Kind.DROPPED, now, reason, evidence);
            return nothing();
        }
        end(State.RETURNED, DeliveryEvent.Kind.RETURNED, now, reason, evidence);
        return EnumSet.of(Consequence.RETURN);
    }

    /** Also a code that no road can carry: whoever waits for it is told at once. */
    private Set<Consequence> drop(Instant now, Reason reason) {
        end(State.DROPPED, DeliveryEvent.Kind.DROPPED, now, reason, List.of());
        return nothing();
    }

    private Set<Consequence> alarm() {
        boolean first = !alarmed;
        alarmed = true;
        return first && !isSystemMail() ? EnumSet.of(Consequence.ALARM) : nothing();
    }

    private void hold(Instant now, Reason reason, RetrySchedule retries) {
        state = State.HELD;
        dueAt = message.releasedAt().plus(retries.lifetime());
        happen(DeliveryEvent.Kind.HELD, now, reason, List.of());
    }

    private void end(State reached, DeliveryEvent.Kind kind, Instant now, Reason reason, List<Evidence> evidence) {
        state = reached;
        endedAt = now;
        copy = TravellingCopy.ofOriginal();
        happen(kind, now, reason, evidence);
    }

    private static Set<Consequence> nothing() {
        return EnumSet.noneOf(Consequence.class);
    }

    /** Nothing is told about what we tell, or alarms would bring alarms. */
    private boolean isSystemMail() {
        return message.systemKind().isPresent();
    }

    private boolean isLast() {
        return step + 1 >= decision.protections().size();
    }

    private String protectionWord() {
        return protection().map(p -> p.name().toLowerCase(Locale.ROOT)).orElse("none");
    }

    private void happen(DeliveryEvent.Kind kind, Instant at, Reason reason, List<Evidence> evidence) {
        timeline.add(new DeliveryEvent(accountId, id, at, kind, reason, evidence));
    }
}
