package org.sealpost.assurance;

import java.util.Optional;

/**
 * On what terms a message waits on the pickup page.
 *
 * @param question with QUESTION; beside CODE it is for those whose road can't carry a code
 * @param answer the answer to the question, or the passphrase, as the sender typed it
 * @param days how long it is available
 */
public record PickupTerms(IdentityCheck check, Optional<String> question, Optional<String> answer, int days) {

    public static final PickupTerms CODE_30_DAYS = new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), 30);

    /** Whether a reader is asked something even where a code would prove nothing. */
    public boolean holdWithoutCode() {
        return check != IdentityCheck.CODE || question.isPresent() && answer.isPresent();
    }

    /**
     * What one recipient is asked.
     *
     * @param codeProves their road is at least ENCRYPTED, so that link and code don't lie open together
     */
    public PickupTerms forRoad(boolean codeProves) {
        if (check != IdentityCheck.CODE) {
            return this;
        }
        return codeProves || !holdWithoutCode()
                ? new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), days)
                : new PickupTerms(IdentityCheck.QUESTION, question, answer, days);
    }
}
