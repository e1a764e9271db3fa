package org.sealpost.mtasts;

import java.util.Optional;
import org.sealpost.mail.Domain;

/** Where policies outlive the process (RFC 8461 §3.2): without that, each restart would be a moment for an attacker. */
public interface StsCache {

    /** The last one kept, expired or not. */
    Optional<KnownPolicy> find(Domain domain);

    void keep(Domain domain, KnownPolicy policy);
}
