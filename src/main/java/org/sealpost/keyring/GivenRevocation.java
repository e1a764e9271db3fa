package org.sealpost.keyring;

import java.util.Set;
import org.sealpost.endtoend.Certificate;

/**
 * A revocation in a file that somebody gave, without its key (RFC 9580 §5.2.1.11).
 *
 * @param alone to be offered for an address whose key it may be about
 * @param keyIds of those keys (RFC 9580 §5.5.4), as it claims; at least one
 */
public record GivenRevocation(Certificate alone, Set<String> keyIds) {

    public GivenRevocation {
        keyIds = Set.copyOf(keyIds);
    }
}
