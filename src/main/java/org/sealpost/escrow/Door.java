package org.sealpost.escrow;

import java.io.Serializable;

/**
 * One way to one pickup: what a reader's session remembers. A reference that belongs to nothing has a door too, which
 * looks and answers like any other and never opens.
 *
 * @param pickupId 0 behind a reference that belongs to nothing
 * @param reference as the reader knows it
 * @param address as the reader typed it; empty if they came by the link
 */
public record Door(long accountId, long pickupId, Route route, String reference, String address) implements Serializable {

    boolean isFalse() {
        return pickupId == 0;
    }

    /** Never what was typed: this lands in logs. */
    @Override
    public String toString() {
        return "Door[" + route + "]";
    }
}
