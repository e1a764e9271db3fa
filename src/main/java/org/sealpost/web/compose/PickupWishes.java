package org.sealpost.web.compose;

import java.io.Serializable;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;

/** What the sender chose in the pickup strip so far; it may be unfinished. */
record PickupWishes(IdentityCheck check, String question, String answer, int days) implements Serializable {

    private static final long serialVersionUID = 1;

    /**
     * What isn't finished counts as a code: it may be left over from a recipient who is gone, and is asked for while somebody
     * gets the message by pickup page. A finished question beside CODE is for those whose road is in clear.
     */
    PickupTerms terms() {
        Optional<String> asked = Optional.of(question.strip()).filter(text -> isAsked());
        Optional<String> told = Optional.of(answer.strip()).filter(text -> !text.isEmpty());
        if (check == IdentityCheck.PASSPHRASE && told.isPresent()) {
            return new PickupTerms(check, Optional.empty(), told, days);
        }
        IdentityCheck finished = check == IdentityCheck.QUESTION && asked.isPresent() ? check : IdentityCheck.CODE;
        return new PickupTerms(finished, asked, told.filter(text -> asked.isPresent()), days);
    }

    private boolean isAsked() {
        return !question.isBlank() && !answer.isBlank();
    }
}
