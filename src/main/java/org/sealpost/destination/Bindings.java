package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sealpost.mail.Domain;

/**
 * The {@link Bounds} of domains that much is sent to, held in memory for a second. What is changed in this process counts at
 * once, what another process changes within that second; while the database doesn't answer, nobody gets an older word.
 */
@ApplicationScoped
public class Bindings {

    private static final Duration HELD = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private Destinations destinations;
    private InstantSource clock;

    private final AtomicLong changes = new AtomicLong();
    private final Map<Domain, Binding> held = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Binding> eldest) {
            return size() > MOST;
        }
    });

    private record Binding(Bounds bounds, long changesBefore, Instant readAt) { }

    protected Bindings() {
    }

    @Inject
    Bindings(Destinations destinations, InstantSource clock) {
        this.destinations = destinations;
        this.clock = clock;
    }

    public Bounds of(Domain domain) {
        Instant now = clock.instant();
        long before = changes.get();
        Binding known = held.get(domain);
        boolean counts = known != null && known.changesBefore() == before && !now.isBefore(known.readAt())
                && now.isBefore(known.readAt().plus(HELD));
        if (counts) {
            return known.bounds();
        }
        Bounds read = destinations.bounds(domain);
        held.put(domain, new Binding(read, before, now));
        return read;
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) DestinationChanged change) {
        changes.incrementAndGet();
    }
}
