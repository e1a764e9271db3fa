package org.sealpost.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.forecast.Forecast;

/** What a message lacks that its sender could still say: then it waits for them instead of being refused or sent otherwise. */
final class Lacking {

    private static final String UNATTESTED = "optout.refused.attestation";

    private Lacking() {
    }

    /** @param check what the account asks of readers unless the sender chooses */
    static List<Reason> of(List<Forecast> plan, PickupTerms terms, IdentityCheck check) {
        List<Reason> lacking = new ArrayList<>();
        if (plan.stream().anyMatch(Lacking::isUnattested)) {
            lacking.add(Reason.of("attestation.needed"));
        }
        plan.stream().filter(Lacking::isPickup).flatMap(one -> question(one, terms, check).stream()).forEach(lacking::add);
        return lacking;
    }

    private static Optional<Reason> question(Forecast forecast, PickupTerms terms, IdentityCheck check) {
        String who = forecast.address().toString();
        if (terms.holdWithoutCode() && terms.answer().isPresent()) {
            return Optional.empty();
        }
        if (isCodeInTheOpen(forecast)) {
            return Optional.of(Reason.of("pickup.question.needed", who));
        }
        return check == IdentityCheck.CODE ? Optional.empty() : Optional.of(Reason.of("pickup.check.needed", who));
    }

    private static boolean isUnattested(Forecast forecast) {
        return forecast.decision().refusal().filter(reason -> reason.code().equals(UNATTESTED)).isPresent();
    }

    private static boolean isPickup(Forecast forecast) {
        return forecast.decision().first().equals(Optional.of(Protection.ESCROW));
    }

    /** Only what was seen counts; where nobody has looked yet, delivery finds out and asks the sender. */
    static boolean isCodeInTheOpen(Forecast forecast) {
        return isPickup(forecast) && forecast.state() != Forecast.State.CHECKING && !forecast.codeProvesIdentity();
    }
}
