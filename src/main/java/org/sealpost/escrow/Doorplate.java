package org.sealpost.escrow;

import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;

/** All that the link alone shows: whose message, which reference, and by what check it opens. */
public record Doorplate(Door door, String organisation, Optional<String> phone, IdentityCheck check, Optional<Closed> closed) {
}
