package org.sealpost.reception;

import org.sealpost.assurance.TlsLevel;

/**
 * How a forward's target can be reached now.
 *
 * @param level what its servers offered when last seen
 */
public record TargetRoad(State state, TlsLevel level) {

    public enum State {
        /** A mailbox of ours, no wire. */
        INSIDE,
        /** Its servers offer the account's level. */
        SAFE,
        UNSAFE,
        /** Nobody has looked within a day, so nothing is proven. */
        UNKNOWN
    }

    public boolean isSafe() {
        return state == State.INSIDE || state == State.SAFE;
    }
}
