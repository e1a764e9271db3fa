package org.sealpost.policy;

import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;

/**
 * What the decision must know of a message.
 *
 * @param attested the sender confirmed that an opted-out message needs no protection
 * @param escalation the strictest that button, triggers and header ask for
 * @param answersSecure it answers in a thread that was secure
 * @param requireTls each host on the way shall keep it on TLS (REQUIRETLS, RFC 8689)
 * @param tlsRequiredNo it carries {@code TLS-Required: No} (RFC 8689), which never weakens anything here
 */
public record MessageFacts(Kind kind, Marking marking, boolean attested, Escalation escalation,
        boolean answersSecure, boolean requireTls, boolean tlsRequiredNo) {

    public enum Kind {
        /** Somebody wrote it. */
        MAIL,
        /** We wrote it: DSNs, alarms, information. */
        SYSTEM,
        /** We wrote it, and it holds a code: never in clear. */
        CODE,
        /** A report on TLS failures (RFC 8460). */
        REPORT
    }

    public static MessageFacts mail(Marking marking, boolean attested, Escalation escalation, boolean answersSecure) {
        return new MessageFacts(Kind.MAIL, marking, attested, escalation, answersSecure, false, false);
    }

    /** The same, with that demand. */
    public MessageFacts requiringTls(boolean required) {
        return new MessageFacts(kind, marking, attested, escalation, answersSecure, required, tlsRequiredNo);
    }

    public static MessageFacts system(Kind kind) {
        return new MessageFacts(kind, Marking.AS_USUAL, false, Escalation.NONE, false, false, false);
    }
}
