package org.sealpost.delivery;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.delivery.Delivery.State;

/** What a sender may choose for a copy that can't be sent as things are. Nothing of it while somebody has the copy in hand. */
public final class Choices {

    private final Delivery delivery;

    Choices(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Pickup by reference: nothing can be sent there, and the pickup page is allowed. */
    public boolean mayBeKept() {
        boolean allowed = delivery.decision().pickupOffered() || delivery.decision().protections().contains(Protection.ESCROW);
        boolean stuck = delivery.attempts().isWaitingForRoad() || delivery.decision().pickupOffered();
        return allowed && stuck && delivery.state().isOpen() && isFree() && !delivery.isInside() && !delivery.isSystemMail();
    }

    /** Until when the road may become good enough before {@link #following} is used; empty if that isn't what it waits for. */
    public Optional<Instant> patientUntil() {
        boolean patient = delivery.state() == State.QUEUED && delivery.attempts().isPatient() && following().isPresent();
        return patient ? Optional.of(delivery.attempts().patientUntil(delivery.decision().patience())) : Optional.empty();
    }

    /** The protection after the present one. */
    public Optional<Protection> following() {
        return delivery.following();
    }

    /** Having {@link #following} used at once: the present one fell short, and nothing can have left. */
    public boolean mayMoveOn() {
        boolean fellShort = delivery.attempts().isPatient() || delivery.attempts().isSteadfast();
        return delivery.state() == State.QUEUED && fellShort && following().isPresent() && isFree()
                && !delivery.attempts().isUncertain();
    }

    /** Waiting for the road, however long, instead of having {@link #following} used. */
    public boolean mayPersevere() {
        return patientUntil().isPresent() && isFree();
    }

    /** Another try is under way, which may send it: until it has ended there is nothing to choose. */
    public boolean isBeingTried() {
        return delivery.state() == State.QUEUED && delivery.tries() > 0 && delivery.lease().isHeld();
    }

    private boolean isFree() {
        return !delivery.lease().isHeld() && !delivery.lease().isPoisonous();
    }
}
