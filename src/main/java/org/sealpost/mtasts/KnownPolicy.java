package org.sealpost.mtasts;

import java.time.Instant;

/**
 * A policy that was fetched.
 *
 * @param id of the TXT record that announced it
 */
public record KnownPolicy(String id, StsPolicy policy, Instant fetchedAt) {

    public Instant expiresAt() {
        return fetchedAt.plus(policy.maxAge());
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt());
    }
}
