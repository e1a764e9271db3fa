package org.sealpost.assurance;

import java.util.Optional;

/**
 * On what terms a message waits on the pickup page.
 *
 * @param question only with QUESTION
 * @param answer the answer to the question, or the passphrase, as the sender typed it
 * @param days how long it is available
 */
public record PickupTerms(IdentityCheck check, Optional<String> question, Optional<String> answer, int days) {

    public static final PickupTerms CODE_30_DAYS = new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), 30);
}
