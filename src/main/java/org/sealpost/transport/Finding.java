package org.sealpost.transport;

import org.sealpost.assurance.Reason;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.smtp.Reply;

/**
 * What one host means for a recipient; among several hosts the weightiest finding decides.
 *
 * @param belowFloor INSECURE, and below what anything sent there needs
 */
record Finding(Weight weight, Outcome.Kind kind, EnhancedStatus status, Reason reason, boolean uncertain,
        boolean belowFloor) {

    /** In rising order. */
    enum Weight {
        /** This host takes no mail at all or can't be one; another may. */
        USELESS,
        /** Didn't answer: nothing is known about it. */
        UNREACHED,
        /** Answered and fell short of the demand. */
        INSECURE,
        /** Answered with "later", or can't be found out now: the mail mustn't change its protection for that. */
        LATER,
        /** No other host is asked. */
        FINAL
    }

    private static final EnhancedStatus CONNECTION_LOST = new EnhancedStatus(4, 4, 2);
    private static final EnhancedStatus REQUIRETLS_NEEDED = new EnhancedStatus(5, 7, 30);
    private static final EnhancedStatus NO_ROUTE = new EnhancedStatus(5, 4, 4);

    static Finding useless(Reason why) {
        return new Finding(Weight.USELESS, Outcome.Kind.REFUSED, NO_ROUTE, why, false, false);
    }

    static Finding unreached(EnhancedStatus status, Reason why) {
        return new Finding(Weight.UNREACHED, Outcome.Kind.DEFERRED, status, why, false, false);
    }

    static Finding insecure(Reason why, boolean belowFloor) {
        return new Finding(Weight.INSECURE, Outcome.Kind.INSECURE, EnhancedStatus.ENCRYPTION_NEEDED, why, false, belowFloor);
    }

    /** It would take the message and may hand it on in clear (RFC 8689 §4.2.1). */
    static Finding withoutPromise(String host) {
        return new Finding(Weight.INSECURE, Outcome.Kind.INSECURE, REQUIRETLS_NEEDED,
                Reason.of("requiretls.unsupported", host), false, false);
    }

    /** Somebody else sends it by now. */
    static Finding handedOver() {
        return new Finding(Weight.FINAL, Outcome.Kind.DEFERRED, new EnhancedStatus(4, 3, 0), Reason.of("delivery.handed.over"),
                false, false);
    }

    /** Seen together with another host's: a road that any host lifts above the floor isn't below it. */
    Finding beside(Finding other) {
        boolean both = kind == Outcome.Kind.INSECURE && other.kind == Outcome.Kind.INSECURE;
        return both && belowFloor && !other.belowFloor ? new Finding(weight, kind, status, reason, uncertain, false) : this;
    }

    static Finding later(EnhancedStatus status, Reason why) {
        return new Finding(Weight.LATER, Outcome.Kind.DEFERRED, status, why, false, false);
    }

    /** It got as far as the transaction, and the connection broke. */
    static Finding lost(Reason why) {
        return later(CONNECTION_LOST, why);
    }

    /** It may have arrived: another host must not get it too. */
    static Finding unknown(Reason why) {
        return new Finding(Weight.FINAL, Outcome.Kind.DEFERRED, CONNECTION_LOST, why, true, false);
    }

    static Finding delivered(String host, Reply reply) {
        return of(Outcome.Kind.DELIVERED, reply.status(), Reason.of("smtp.delivered", host, reply.summary()));
    }

    static Finding refused(EnhancedStatus status, Reason why) {
        return of(Outcome.Kind.REFUSED, status, why);
    }

    /** A reply that is not positive, to MAIL, RCPT, DATA or the final dot. */
    static Finding of(String host, Reply reply) {
        return reply.isPermanent()
                ? refused(reply.status(), Reason.of("smtp.refused", host, reply.summary()))
                : later(reply.status(), Reason.of("smtp.deferred", host, reply.summary()));
    }

    /** A greeting or a reply to EHLO that is not positive. */
    static Finding ofHost(String host, Reply reply) {
        Finding finding = of(host, reply);
        return reply.isPermanent()
                ? new Finding(Weight.USELESS, Outcome.Kind.REFUSED, finding.status, finding.reason, false, false)
                : finding;
    }

    boolean isFinal() {
        return weight == Weight.FINAL;
    }

    private static Finding of(Outcome.Kind kind, EnhancedStatus status, Reason reason) {
        return new Finding(Weight.FINAL, kind, status, reason, false, false);
    }
}
