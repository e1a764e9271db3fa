package org.sealpost.policy;

import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;

/**
 * What the decision must know of a message.
 *
 * @param mayOptOut an administrator named the sender among those who may opt out
 * @param attested the sender confirmed that an opted-out message needs no protection
 * @param escalation the strictest that button, triggers and header ask for
 * @param answersSecure it answers in a thread that was secure, or forwards a secure message
 * @param requireTls each host on the way shall keep it on TLS (REQUIRETLS, RFC 8689)
 * @param tlsRequiredNo it carries {@code TLS-Required: No} (RFC 8689), which never weakens anything here
 */
public record MessageFacts(Kind kind, Marking marking, boolean mayOptOut, boolean attested, Escalation escalation,
        boolean answersSecure, boolean requireTls, boolean tlsRequiredNo) {

    public enum Kind {
        /** Somebody wrote it. */
        MAIL,
        /** We wrote it: DSNs, alarms, information. */
        SYSTEM,
        /** We wrote it, and it holds a code: never in clear. */
        CODE,
        /** A report on TLS failures (RFC 8460). */
        REPORT,
        /** A rule sends on what came in or went out. */
        FORWARD
    }

    /** Of somebody whom nobody has named. */
    public static MessageFacts mail(Marking marking, boolean attested, Escalation escalation, boolean answersSecure) {
        return new MessageFacts(Kind.MAIL, marking, false, attested, escalation, answersSecure, false, false);
    }

    /** The same, of somebody who may opt out or not. */
    public MessageFacts bySomebodyNamed(boolean named) {
        return new MessageFacts(kind, marking, named, attested, escalation, answersSecure, requireTls, tlsRequiredNo);
    }

    /** The same, with that demand. */
    public MessageFacts requiringTls(boolean required) {
        return new MessageFacts(kind, marking, mayOptOut, attested, escalation, answersSecure, required, tlsRequiredNo);
    }

    /** @param secure whether it was secure on its way so far: then it stays so */
    public static MessageFacts forward(boolean secure) {
        return new MessageFacts(Kind.FORWARD, Marking.AS_USUAL, false, false, Escalation.NONE, secure, false, false);
    }

    public static MessageFacts system(Kind kind) {
        return new MessageFacts(kind, Marking.AS_USUAL, false, false, Escalation.NONE, false, false, false);
    }
}
