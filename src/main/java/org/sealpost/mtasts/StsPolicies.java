package org.sealpost.mtasts;

import org.sealpost.mail.Domain;

/** Finds a domain's policy: from the cache, the DNS and the policy host (RFC 8461 §5.1). May wait for the network. */
public interface StsPolicies {

    /** Never throws, whatever DNS and policy host do. */
    StsFinding of(Domain domain);
}
