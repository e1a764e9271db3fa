package org.sealpost.app.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsCache;

/** A single look has no memory, so it always sees what is published now. */
final class Forgetful implements StsCache {

    private final Map<Domain, KnownPolicy> seen = new ConcurrentHashMap<>();

    @Override
    public Optional<KnownPolicy> find(Domain domain) {
        return Optional.ofNullable(seen.get(domain));
    }

    @Override
    public void keep(Domain domain, KnownPolicy policy) {
        seen.put(domain, policy);
    }
}
