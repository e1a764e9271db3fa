package org.sealpost.delivery;

import static org.sealpost.delivery.DeliveryEvent.Kind.DEFERRED;
import static org.sealpost.delivery.DeliveryEvent.Kind.DELAY_TOLD;
import static org.sealpost.delivery.DeliveryEvent.Kind.INSECURE;
import static org.sealpost.delivery.DeliveryEvent.Kind.NEXT_PROTECTION;
import static org.sealpost.delivery.DeliveryEvent.Kind.NOTICE_DELIVERED;
import static org.sealpost.delivery.DeliveryEvent.Kind.RESUMED;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mail.SystemMail;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Decision.End;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.TlsDemand;

/**
 * One recipient's copy of a message, from accepted to its end. All that may become of it is decided here and nowhere
 * else; the verbs touch neither network nor database, and say what must follow.
 */
@Entity
@Table(name = "delivery")
public class Delivery extends AcceptedCopy {

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

    @Embedded
    private Stage stage;
    @Enumerated(EnumType.STRING)
    @Column(name = "identity_check")
    private IdentityCheck check;
    private byte[] terms;
    @Column(name = "by_reference")
    private boolean byReference;
    @Enumerated(EnumType.STRING)
    private State state;
    @Column(name = "due_at")
    private Instant dueAt;
    @Embedded
    private Attempts attempts;
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
        super(id, message, recipient, visible, decision);
        this.check = check;
        this.state = State.QUEUED;
        this.dueAt = message.releasedAt();
        this.stage = new Stage();
        this.attempts = new Attempts();
        this.copy = TravellingCopy.ofOriginal();
        this.lease = new Lease();
    }

    // ---- what it is

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

    /** How often it was tried. */
    public int tries() {
        return attempts.made();
    }

    /** What protects the copy now, or protected it at the end; empty for ordinary mail and inside. */
    public Optional<Protection> protection() {
        if (byReference) {
            return Optional.of(Protection.ESCROW);
        }
        return stage.present(decision());
    }

    /** Whether only a better road helps; it is tried again and again. */
    public boolean isStuck() {
        return state == State.QUEUED && attempts.isWaitingForRoad();
    }

    /** Whether it may have arrived although nobody said so. */
    public boolean isUncertain() {
        return attempts.isUncertain();
    }

    public IdentityCheck identityCheck() {
        return check;
    }

    /** Whether the sender must set a question before it can go on. */
    public boolean isWaitingForTerms() {
        return state == State.HELD && protection().equals(Optional.of(Protection.ESCROW)) && !lease.isPoisonous();
    }

    /** Whether its sender tells the recipient where it waits: no notice was sent. */
    public boolean isByReference() {
        return byReference;
    }

    /** What its sender may choose now. */
    public Choices choices() {
        return new Choices(this);
    }

    /** All that happened, oldest first; filled by {@link Deliveries}. */
    public List<DeliveryEvent> timeline() {
        return timeline.all();
    }

    Timeline events() {
        return timeline;
    }

    // ---- what the dispatcher needs

    Lease lease() {
        return lease;
    }

    Attempts attempts() {
        return attempts;
    }

    TravellingCopy copy() {
        return copy;
    }

    byte[] terms() {
        return terms.clone();
    }

    boolean isEscrow() {
        return protection().equals(Optional.of(Protection.ESCROW));
    }

    /** Whether a mailed code is what opens its pickup page. */
    boolean isOpenedByCode() {
        return isEscrow() && check == IdentityCheck.CODE;
    }

    Optional<Protection> following() {
        return byReference ? Optional.empty() : stage.following(decision());
    }

    boolean isLastProtection() {
        return stage.following(decision()).isEmpty();
    }

    /** Nobody shall open what its notice would have led to. */
    boolean isEndedUnsent() {
        return state == State.RETURNED || state == State.DROPPED || state == State.WITHDRAWN;
    }

    /** Whether a protector has work to do before the copy can travel. */
    boolean needsProtection() {
        return !copy.isMade() && protection().filter(p -> p != Protection.TLS).isPresent();
    }

    /** What the connection must hold. A notice that lets a code be asked for never lies open beside it on a clear road. */
    TlsDemand demand() {
        return Road.demand(decision(), copy.isReadable(), isOpenedByCode());
    }

    // ---- what happens to it

    /** The former carrier's lease ran out: it may have sent what was ready to travel (RFC 1047). */
    void takeOver() {
        attempts.doubt(state == State.QUEUED && !isInside() && !needsProtection());
    }

    /** A protector made the copy that travels from now on. */
    void keepCopy(TravellingCopy made, Reason how, Instant now) {
        copy = made;
        happen(DeliveryEvent.Kind.PROTECTED, now, how, List.of());
    }

    /** What protects it now can't be used at all: waiting wouldn't help, so the decision's next protection is used at once. */
    Set<Consequence> cannotBeProtected(Reason why, Instant now) {
        lease.end();
        if (state != State.QUEUED) {
            return nothing();
        }
        return isLastProtection() ? endUnsent(now, why, List.of()) : useNext(now, why);
    }

    /** How an attempt ended. */
    Set<Consequence> apply(Outcome outcome, Instant now, RetrySchedule retries, RandomGenerator random) {
        lease.end();
        attempts.count(outcome);
        if (!state.isOpen()) {
            return alreadyRead(outcome, now);
        }
        Set<Consequence> consequences = become(outcome, now, retries, random);
        if (state == State.QUEUED && protection().filter(Protection::isByKey).isPresent() && !attempts.isUncertain()) {
            // until the next attempt the key may be called back; what may have arrived already is sent again as it was (RFC 1047)
            copy = TravellingCopy.ofOriginal();
        }
        if (decision().alarm()) {
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
                yield waitOrEnd(outcome.reason(), now, retries.next(now, attempts.made(), random), retries);
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
        attempts.count(mayHaveLeft);
        happen(DEFERRED, now, reason, List.of());
        return waitOrEnd(reason, now, retries.next(now, attempts.made(), random), retries);
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

    /** Its sender doesn't want to wait any longer. @return false if there is nothing else, or it is on the wire just now */
    boolean moveOn(Instant now) {
        boolean may = choices().mayMoveOn();
        if (may) {
            useNext(now, Reason.of("next.sender"));
        }
        return may;
    }

    /** Its sender would rather wait for the road than have another protection. @return false if nothing else was about to be used */
    boolean persevere(Instant now) {
        boolean may = choices().mayPersevere();
        if (may) {
            attempts.persevere();
            happen(DeliveryEvent.Kind.PERSEVERED, now, Reason.of("persevere.sender"), List.of());
        }
        return may;
    }

    /** Kept on the pickup page for whoever its sender tells the reference; nothing of it is ever sent. Only if {@link Choices#mayBeKept}. */
    void keepForReference(IdentityCheck newCheck, byte[] sealed, Instant now) {
        setTerms(newCheck, sealed);
        byReference = true;
        lease.end();
        end(State.WAITING_FOR_PICKUP, DeliveryEvent.Kind.KEPT_FOR_REFERENCE, now, Reason.of("kept.reference"), List.of());
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

    /** Every MX host fell short. A code that no road can carry is given up at once: somebody is waiting for it. */
    private Set<Consequence> fallShort(Outcome outcome, Instant now, RetrySchedule retries, RandomGenerator random) {
        if (message().systemKind().equals(Optional.of(SystemMail.Kind.CODE))) {
            return drop(now, outcome.reason());
        }
        happen(INSECURE, now, outcome.reason(), outcome.evidence());
        attempts.fellShort(now);
        Instant again = retries.next(now, attempts.made(), random);
        return switch (Shortfall.of(this, outcome)) {
            case QUESTION -> askForQuestion(now, retries);
            case ROAD -> waitForRoad(outcome, now, again, retries);
            case PROTECTION -> runOutOfPatience(outcome, now, again, retries);
        };
    }

    private Set<Consequence> waitForRoad(Outcome outcome, Instant now, Instant again, RetrySchedule retries) {
        attempts.waitFor(Attempts.Waits.ROAD);
        Set<Consequence> consequences = waitOrEnd(outcome.reason(), now, again, retries);
        consequences.addAll(state.isOpen() ? alarm() : Set.of());
        return consequences;
    }

    private Set<Consequence> runOutOfPatience(Outcome outcome, Instant now, Instant again, RetrySchedule retries) {
        Instant patient = attempts.patientUntil(decision().patience());
        if (now.isBefore(patient)) {
            attempts.waitFor(Attempts.Waits.PATIENCE);
            return waitOrEnd(outcome.reason(), now, again.isBefore(patient) ? again : patient, retries);
        }
        return isLastProtection() ? endUnsent(now, outcome.reason(), outcome.evidence()) : nextProtection(outcome, now, retries);
    }

    private Set<Consequence> nextProtection(Outcome outcome, Instant now, RetrySchedule retries) {
        Set<Consequence> consequences = useNext(now, outcome.reason());
        if (isOpenedByCode() && Road.isClear(outcome)) {
            consequences.addAll(askForQuestion(now, retries));
        }
        return consequences;
    }

    private Set<Consequence> useNext(Instant now, Reason reason) {
        copy = TravellingCopy.ofOriginal();
        stage.advance();
        attempts.beginAnew();
        dueAt = now;
        happen(NEXT_PROTECTION, now, reason, List.of());
        return nothing();
    }

    private Set<Consequence> askForQuestion(Instant now, RetrySchedule retries) {
        if (message().isForward()) {
            return drop(now, Reason.of("pickup.question.needed", recipient().domain().name()));
        }
        hold(now, Reason.of("pickup.question.needed", recipient().domain().name()), retries);
        return EnumSet.of(Consequence.ASK);
    }

    private Set<Consequence> waitOrEnd(Reason reason, Instant now, Instant again, RetrySchedule retries) {
        if (retries.isOver(message().releasedAt(), now)) {
            return endUnsent(now, Reason.of(attempts.isUncertain() ? "expired.uncertain" : "expired.queue"), timeline.lastSeen().stream().toList());
        }
        dueAt = again;
        if (isSystemMail() || !retries.isLate(message().releasedAt(), now) || !attempts.warn()) {
            return nothing();
        }
        happen(DELAY_TOLD, now, reason, List.of());
        return EnumSet.of(Consequence.WARN);
    }

    private Set<Consequence> endUnsent(Instant now, Reason reason, List<Evidence> evidence) {
        return decision().end() == End.DROP ? drop(now, reason) : giveBack(now, reason, evidence);
    }

    private Set<Consequence> giveBack(Instant now, Reason reason, List<Evidence> evidence) {
        if (isSystemMail() || message().reversePath().isNull()) {
            end(State.DROPPED, DeliveryEvent.Kind.DROPPED, now, reason, evidence);
            return owner();
        }
        end(State.RETURNED, DeliveryEvent.Kind.RETURNED, now, reason, evidence);
        return EnumSet.of(Consequence.RETURN);
    }

    /** Also a code that no road can carry: whoever waits for it is told at once. */
    private Set<Consequence> drop(Instant now, Reason reason) {
        end(State.DROPPED, DeliveryEvent.Kind.DROPPED, now, reason, List.of());
        return owner();
    }

    /** Of a forward nobody else is told. */
    private Set<Consequence> owner() {
        return message().isForward() ? EnumSet.of(Consequence.OWNER) : nothing();
    }

    private Set<Consequence> alarm() {
        return !isSystemMail() && attempts.alarm() ? EnumSet.of(Consequence.ALARM) : nothing();
    }

    private void hold(Instant now, Reason reason, RetrySchedule retries) {
        state = State.HELD;
        dueAt = message().releasedAt().plus(retries.lifetime());
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

    private void happen(DeliveryEvent.Kind kind, Instant at, Reason reason, List<Evidence> evidence) {
        timeline.add(new DeliveryEvent(accountId(), id(), at, kind, reason, evidence));
    }
}
