package org.sealpost.authentication;

import java.util.Set;
import org.sealpost.mail.Domain;

/**
 * What became of one signature.
 *
 * @param reason in a few words, for whoever reads headers
 * @param covered names of the header fields that it is about, lower case: any other one may have been added by whoever carried the message
 */
public record DkimResult(Outcome outcome, Domain domain, String selector, String reason, Set<String> covered) {

    public DkimResult {
        covered = Set.copyOf(covered);
    }


    /** RFC 8601 §2.7.1. */
    public enum Outcome { PASS, FAIL, POLICY, TEMPERROR, PERMERROR }

    public boolean passes() {
        return outcome == Outcome.PASS;
    }
}
