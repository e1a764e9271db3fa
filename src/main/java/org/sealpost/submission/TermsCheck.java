package org.sealpost.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;

/** Whether pickup terms can be kept: what is asked has an answer, and the days are allowed. */
public final class TermsCheck {

    private static final int LONGEST = 300;
    private static final int SHORTEST_ANSWER = 3;
    private static final int SHORTEST_PASSPHRASE = 8;

    private final PickupDays days;

    public TermsCheck(PickupDays days) {
        this.days = days;
    }

    /** What is wrong with them; empty if nothing is. */
    public List<Reason> flaws(PickupTerms terms) {
        List<Reason> flaws = new ArrayList<>();
        boolean asked = terms.check() == IdentityCheck.QUESTION || terms.question().isPresent();
        if (asked && length(terms.question()) == 0) {
            flaws.add(Reason.of("pickup.question.empty"));
        }
        if (asked && length(terms.answer()) < SHORTEST_ANSWER) {
            flaws.add(Reason.of("pickup.answer.short", Integer.toString(SHORTEST_ANSWER)));
        }
        if (terms.check() == IdentityCheck.PASSPHRASE && length(terms.answer()) < SHORTEST_PASSPHRASE) {
            flaws.add(Reason.of("pickup.passphrase.short", Integer.toString(SHORTEST_PASSPHRASE)));
        }
        if (length(terms.question()) > LONGEST || length(terms.answer()) > LONGEST) {
            flaws.add(Reason.of("pickup.terms.long", Integer.toString(LONGEST)));
        }
        if (days.within(terms.days()) != terms.days()) {
            flaws.add(Reason.of("pickup.days", Integer.toString(days.least()), Integer.toString(days.most())));
        }
        return flaws;
    }

    private static int length(Optional<String> text) {
        return text.map(words -> words.strip().length()).orElse(0);
    }
}
