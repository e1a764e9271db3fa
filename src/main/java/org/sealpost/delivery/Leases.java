package org.sealpost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leases that this process holds, and until when it may rely on each. A process that was stopped for a while finds here
 * that they have run out, before anything of its work leaves.
 */
final class Leases {

    /** What was allowed to go on is on its way by then. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Map<Long, Instant> until = new ConcurrentHashMap<>();

    void grant(Collection<Long> ids, Instant end) {
        ids.forEach(id -> until.put(id, end));
    }

    /** @param renewed those that the queue still knew as ours; all others are somebody else's by now */
    void renew(Collection<Long> asked, Collection<Long> renewed, Instant end) {
        asked.forEach(id -> until.computeIfPresent(id, (same, old) -> renewed.contains(id) ? end : Instant.MIN));
    }

    void end(Collection<Long> ids) {
        ids.forEach(until::remove);
    }

    /** Whether all of them are surely ours. */
    boolean stand(Collection<Long> ids, Instant now) {
        return ids.stream().allMatch(id -> now.plus(MARGIN).isBefore(until.getOrDefault(id, Instant.MIN)));
    }

    /** What this process has in its hands, whether or not the lease has run out. */
    List<Long> held() {
        return List.copyOf(until.keySet());
    }
}
