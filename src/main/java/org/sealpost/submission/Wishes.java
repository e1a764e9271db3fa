package org.sealpost.submission;

import java.time.Duration;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;

/**
 * What the sender asked for beyond the envelope.
 *
 * @param marking how the sender marked the message where the account lets them choose
 * @param attested the sender confirmed {@link #ATTESTATION}, so that an opted-out message needs no protection
 * @param requireTls each host on the way shall keep it on TLS (REQUIRETLS, RFC 8689)
 * @param terms for the recipients who get it by pickup page
 * @param undo how long the sender may take it back: accepted at once, released after this
 */
public record Wishes(Marking marking, boolean attested, Escalation escalation, boolean requireTls, PickupTerms terms,
        Duration undo) {

    /** The key of the sentence that a sender confirms; a sentence that says something else gets another key. */
    public static final String ATTESTATION = "attestation.nothing.confidential";

    /** As the account's settings say, no undo. */
    public static final Wishes NONE =
            new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, Duration.ZERO);

    Wishes withTerms(PickupTerms other) {
        return new Wishes(marking, attested, escalation, requireTls, other, undo);
    }
}
