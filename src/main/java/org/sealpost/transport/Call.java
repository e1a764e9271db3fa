package org.sealpost.transport;

import java.util.Optional;
import org.sealpost.assurance.Evidence;

/**
 * How a call at one address of an MX host ended.
 *
 * @param session ready for MAIL FROM; exactly one of session and finding is there
 * @param finding why there is no session
 * @param tlsOffered whether STARTTLS was offered
 */
record Call(Optional<MxSession> session, Optional<Finding> finding, Evidence evidence, boolean tlsOffered) {

    /** Whether the host said what it offers; that it fell short is an answer, too. */
    boolean isAnswered() {
        return session.isPresent() || finding.get().weight() == Finding.Weight.INSECURE;
    }
}
