package org.sealpost.mtasts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Domain;

/** What the last fetches brought, so that none is repeated at once (RFC 8461 §3.3). The oldest go when it is full. */
final class Attempts {

    /** @param known there if it succeeded */
    record Attempt(String id, Instant at, StsFinding.Kind kind, Optional<KnownPolicy> known, Reason why) { }

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int CAPACITY = 10_000;

    private final Map<Domain, Attempt> attempts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Attempt> eldest) {
            return size() > CAPACITY;
        }
    };

    /** The one for this id, if it was a short while ago. */
    synchronized Optional<Attempt> recent(Domain domain, String id, Instant now) {
        return Optional.ofNullable(attempts.get(domain))
                .filter(attempt -> attempt.id().equals(id) && now.isBefore(attempt.at().plus(PAUSE)));
    }

    synchronized void keep(Domain domain, Attempt attempt) {
        attempts.remove(domain);
        attempts.put(domain, attempt);
    }
}
