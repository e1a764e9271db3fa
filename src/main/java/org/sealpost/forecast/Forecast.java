package org.sealpost.forecast;

import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision;
import org.sealpost.policy.RecipientFacts;

/**
 * How one recipient would get a message if it were sent now.
 *
 * @param facts what is known of their domain; empty for INSIDE and unknown ones
 * @param codeProvesIdentity false where a mailed code would lie open: then a question or passphrase is needed
 */
public record Forecast(Address address, State state, Decision decision, Optional<DestinationFacts> facts,
        boolean codeProvesIdentity) {

    public enum State {
        /** Somebody is looking now; ask again. The decision is what would hold meanwhile. */
        CHECKING,
        /** In their inbox, over a connection that proves who their server is. */
        INBOX,
        /** In their inbox, over an encrypted connection that proves nothing. */
        INBOX_WEAKER,
        PICKUP,
        OPENPGP,
        SMIME,
        /** Nothing can be sent: the decision's reasons tell why. */
        BLOCKED,
        /** A mailbox of ours, no wire. */
        INSIDE,
        /** In their inbox, without a promise. */
        ORDINARY
    }

    static Forecast of(RecipientFacts recipient, Decision decision, Optional<DestinationFacts> facts,
            boolean checking) {
        return new Forecast(recipient.address(), state(decision, facts, checking), decision, facts,
                recipient.local() || recipient.carriesCodes());
    }

    private static State state(Decision decision, Optional<DestinationFacts> facts, boolean checking) {
        if (decision.handling() == Decision.Handling.INSIDE) {
            return State.INSIDE;
        }
        if (checking) {
            return State.CHECKING;
        }
        boolean takesNoMail = facts.filter(DestinationFacts::takesNoMail).isPresent();
        return takesNoMail || isStuck(decision) ? State.BLOCKED : way(decision, facts);
    }

    /** Nothing may be sent, or nothing could be sent now. */
    private static boolean isStuck(Decision decision) {
        boolean ordinary = decision.handling() != Decision.Handling.SECURE;
        boolean held = decision.end() == Decision.End.HOLD && (!ordinary || decision.pickupOffered() || decision.alarm());
        return decision.isStopped() || held;
    }

    private static State way(Decision decision, Optional<DestinationFacts> facts) {
        return decision.first().map(first -> secure(first, decision, facts)).orElse(State.ORDINARY);
    }

    private static State secure(Protection first, Decision decision, Optional<DestinationFacts> facts) {
        return switch (first) {
            case OPENPGP -> State.OPENPGP;
            case SMIME -> State.SMIME;
            case ESCROW -> State.PICKUP;
            case TLS -> isProven(decision, facts) ? State.INBOX : State.INBOX_WEAKER;
        };
    }

    private static boolean isProven(Decision decision, Optional<DestinationFacts> facts) {
        boolean demanded = decision.contentLevel().reaches(TlsLevel.VERIFIED);
        return demanded || facts.filter(DestinationFacts::fresh)
                .filter(known -> known.level(decision.minimumVersion()).reaches(TlsLevel.VERIFIED)).isPresent();
    }
}
