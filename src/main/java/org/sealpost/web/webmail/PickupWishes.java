package org.sealpost.web.webmail;

import java.io.Serializable;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;

/** What the sender chose in the pickup strip so far; it may be unfinished. */
record PickupWishes(IdentityCheck check, String question, String answer, int days) implements Serializable {

    private static final long serialVersionUID = 1;

    PickupTerms terms() {
        Optional<String> asked = check == IdentityCheck.QUESTION ? Optional.of(question.strip()) : Optional.empty();
        Optional<String> told = check == IdentityCheck.CODE ? Optional.empty() : Optional.of(answer.strip());
        return new PickupTerms(check, asked, told, days);
    }
}
