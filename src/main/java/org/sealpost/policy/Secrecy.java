package org.sealpost.policy;

import static org.sealpost.assurance.Marking.ORDINARY;
import static org.sealpost.assurance.Marking.ORDINARY_COPIED;
import static org.sealpost.assurance.Marking.SECURE;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;

/**
 * Whether a message must be secure, and why.
 *
 * @param reasons what made it so, then what the sender must be told
 */
record Secrecy(boolean secure, List<Reason> reasons) {

    static Secrecy of(MessageFacts message, Inheritance settings) {
        if (message.kind() == MessageFacts.Kind.FORWARD) {
            return message.answersSecure() ? secure("secure.forwarded", message, "") : ordinary("ordinary.forwarded");
        }
        if (message.kind() != MessageFacts.Kind.MAIL) {
            return ordinary("ordinary.system");
        }
        if (message.escalation() != Escalation.NONE) {
            return secure("secure.escalated", message, "optout.refused.escalated");
        }
        return switch (settings.get(Setting.SENDER_MODE)) {
            case ALWAYS -> secure("secure.always", message, refusal(settings));
            case OPT_OUT -> message.marking() == ORDINARY
                    ? optedOut(message, settings)
                    : secure("secure.usual", message, "");
            case OPT_IN -> byChoice(message);
        };
    }

    private static Secrecy byChoice(MessageFacts message) {
        if (message.marking() == SECURE) {
            return secure("secure.marked", message, "");
        }
        return message.answersSecure()
                ? secure("secure.thread", message, "optout.refused.thread")
                : ordinary("ordinary.unmarked");
    }

    private static Secrecy optedOut(MessageFacts message, Inheritance settings) {
        if (!message.mayOptOut()) {
            return secure("secure.usual", message, "optout.refused.sender");
        }
        if (settings.get(Setting.ATTESTATION) && !message.attested()) {
            return secure("secure.usual", message, "optout.refused.attestation");
        }
        return ordinary(message.attested() ? Decision.ATTESTED : "ordinary.optedout");
    }

    private static Secrecy ordinary(String why) {
        return new Secrecy(false, List.of(Reason.of(why)));
    }

    private static Secrecy secure(String why, MessageFacts message, String refusal) {
        List<Reason> reasons = new ArrayList<>(List.of(Reason.of(why)));
        if (message.marking() == ORDINARY) {
            reasons.add(Reason.of(refusal));
        } else if (message.marking() == ORDINARY_COPIED) {
            reasons.add(Reason.of("optout.refused.copied"));
        }
        if (message.tlsRequiredNo()) {
            reasons.add(Reason.of("header.tlsrequired.ignored"));
        }
        return new Secrecy(true, reasons);
    }

    private static String refusal(Inheritance settings) {
        boolean byRule = settings.value(Setting.SENDER_MODE).from() == Inheritance.Level.RULE;
        return byRule ? "optout.refused.rule" : "optout.refused.always";
    }
}
