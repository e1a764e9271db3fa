package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import org.sealpost.transport.Outcome;

/** How the attempts to deliver one copy went so far, and what it waits for. */
@Embeddable
class Attempts {

    enum Waits {
        /** The next try, which may well succeed. */
        TRY,
        /** The end of patience: then the next protection is used. */
        PATIENCE,
        /** A better road: no protection helps. */
        ROAD
    }

    @Column(name = "attempts")
    private int made;

    @Column(name = "insecure_since")
    private Instant insecureSince;

    private boolean uncertain;
    private boolean warned;
    private boolean alarmed;

    @Enumerated(EnumType.STRING)
    private Waits waits = Waits.TRY;

    private boolean steadfast;

    int made() {
        return made;
    }

    boolean isNone() {
        return made == 0 && !uncertain;
    }

    /** The peer may have it already: it is tried the same way again and never by another protection (RFC 1047). */
    boolean isUncertain() {
        return uncertain;
    }

    void count(Outcome outcome) {
        count(outcome.uncertain());
    }

    void count(boolean mayHaveArrived) {
        made++;
        uncertain |= mayHaveArrived;
        waits = Waits.TRY;
    }

    /** Whoever had it in hand may have sent it. */
    void doubt(boolean mayHaveLeft) {
        uncertain |= mayHaveLeft;
    }

    /** Every MX host fell short; patience runs from the first time. */
    void fellShort(Instant now) {
        if (insecureSince == null) {
            insecureSince = now;
        }
    }

    /** When it has fallen short for that long. @throws NullPointerException if it never did */
    Instant patientUntil(Duration patience) {
        return insecureSince.plus(patience);
    }

    void waitFor(Waits what) {
        waits = what;
    }

    boolean isPatient() {
        return waits == Waits.PATIENCE;
    }

    boolean isWaitingForRoad() {
        return waits == Waits.ROAD;
    }

    /** No other protection is wanted. */
    void persevere() {
        steadfast = true;
        waits = Waits.ROAD;
    }

    boolean isSteadfast() {
        return steadfast;
    }

    /** Another protection is tried from the beginning. */
    void beginAnew() {
        insecureSince = null;
        steadfast = false;
        waits = Waits.TRY;
    }

    /** @return whether it is the first time */
    boolean warn() {
        boolean first = !warned;
        warned = true;
        return first;
    }

    boolean alarm() {
        boolean first = !alarmed;
        alarmed = true;
        return first;
    }
}
