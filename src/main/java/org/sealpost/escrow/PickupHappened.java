package org.sealpost.escrow;

import java.time.Instant;

/** Fired as a CDI event in the transaction in which it happened, so that the delivery's timeline can't miss it. */
public record PickupHappened(long accountId, long deliveryId, Kind kind, Instant at) {

    public enum Kind {
        /** Somebody pressed the page's first button: neutral, for a link scanner may do that too. */
        OPENED,
        /** Somebody proved to be the recipient and saw the message, for the first time. */
        READ,
        /** A file or the whole message was downloaded, for the first time. */
        DOWNLOADED,
        REPLIED,
        /** Too many wrong tries by one route. */
        LOCKED,
        /** A code could not be mailed over a road on which it would prove anything. */
        CODE_FAILED,
        EXTENDED,
        /** The sender chose another identity check. */
        TERMS_CHANGED,
        EXPIRED,
        WITHDRAWN
    }
}
