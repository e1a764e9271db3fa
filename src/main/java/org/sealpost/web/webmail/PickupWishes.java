package org.sealpost.web.webmail;

import java.io.Serializable;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;

/** What the sender chose in the pickup strip so far; it may be unfinished. */
record PickupWishes(IdentityCheck check, String question, String answer, int days) implements Serializable {

    private static final long serialVersionUID = 1;

    /** A question beside CODE counts only once it is finished: it may be left over from a recipient who is gone. */
    PickupTerms terms() {
        Optional<String> asked = Optional.of(question.strip());
        Optional<String> told = Optional.of(answer.strip());
        return switch (check) {
            case CODE -> new PickupTerms(check, asked.filter(text -> isAsked()), told.filter(text -> isAsked()), days);
            case QUESTION -> new PickupTerms(check, asked, told, days);
            case PASSPHRASE -> new PickupTerms(check, Optional.empty(), told, days);
        };
    }

    private boolean isAsked() {
        return !question.isBlank() && !answer.isBlank();
    }
}
