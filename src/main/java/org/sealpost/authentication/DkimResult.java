package org.sealpost.authentication;

import org.sealpost.mail.Domain;

/**
 * What became of one signature.
 *
 * @param reason in a few words, for whoever reads headers
 */
public record DkimResult(Outcome outcome, Domain domain, String selector, String reason) {

    /** RFC 8601 §2.7.1. */
    public enum Outcome { PASS, FAIL, POLICY, TEMPERROR, PERMERROR }

    public boolean passes() {
        return outcome == Outcome.PASS;
    }
}
