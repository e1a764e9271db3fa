package org.sealpost.web.compose;

import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SenderMode;
import org.sealpost.submission.Wishes;
import org.sealpost.web.Phrasebook;

/** Makes the switch of what the account allows and the draft asks for. Where all mail is secure there is none. */
final class SwitchMaker {

    private final SenderMode mode;
    private final boolean attestation;
    private final boolean mayOptOut;
    private final Phrasebook phrases;

    /**
     * @param attestation whether opting out needs a confirmation
     * @param mayOptOut whether an administrator named this sender
     */
    SwitchMaker(SenderMode mode, boolean attestation, boolean mayOptOut, Phrasebook phrases) {
        this.mode = mode;
        this.attestation = attestation;
        this.mayOptOut = mayOptOut;
        this.phrases = phrases;
    }

    SecureSwitch make(DraftText text, boolean attested) {
        if (mode == SenderMode.OPT_IN) {
            boolean fixed = isEscalated(text) || text.answersSecure();
            boolean on = fixed || text.marking() == Marking.SECURE;
            return new SecureSwitch(true, on, fixed, phrases.say("secure.optin"), hint(text, on, fixed, false), false, "", Marking.AS_USUAL);
        }
        if (mode == SenderMode.OPT_OUT && mayOptOut) {
            boolean fixed = isEscalated(text);
            boolean on = fixed || text.marking() != Marking.ORDINARY;
            boolean asks = !on && attestation && !attested;
            return new SecureSwitch(true, on, fixed, phrases.say("secure.optout"), asks ? "" : hint(text, on, fixed, attested), asks, "",
                    Marking.ORDINARY);
        }
        return new SecureSwitch(false, true, true, "", "", false, refusal(text), Marking.AS_USUAL);
    }

    private String hint(DraftText text, boolean on, boolean fixed, boolean attested) {
        if (fixed) {
            return isEscalated(text) ? phrases.say("secure.escalated") : phrases.say(Reason.of("secure.thread"));
        }
        if (attested) {
            return phrases.say("secure.attested", phrases.say(Wishes.ATTESTATION));
        }
        return on ? "" : phrases.say("secure.off");
    }

    /** A draft can be older than what the account allows now. */
    private String refusal(DraftText text) {
        if (text.marking() != Marking.ORDINARY) {
            return "";
        }
        return phrases.say(Reason.of(mode == SenderMode.ALWAYS ? "optout.refused.always" : "optout.refused.sender"));
    }

    private static boolean isEscalated(DraftText text) {
        return text.escalation() != Escalation.NONE;
    }
}
