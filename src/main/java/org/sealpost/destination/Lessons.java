package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;

/**
 * What deliveries meet, as far as it is news: many connections in a minute teach the same, and each lesson locks the domain's
 * row. Whatever is better, worse or otherwise than the last lesson is written down at once.
 */
@ApplicationScoped
public class Lessons {

    private static final Duration SAME = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    @Inject
    private Destinations destinations;
    @Inject
    private InstantSource clock;

    private final Map<Domain, Lesson> lately = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Lesson> eldest) {
            return size() > MOST;
        }
    };

    /** @param met host by host: whether it was reached, by what, and how that was judged */
    private record Lesson(Instant at, List<Met> met) { }

    private record Met(String host, TlsLevel level, Reason reason, boolean tls) { }

    protected Lessons() {
    }

    /** What one delivery met, host by host. It is remembered as learnt only once it is on disk. */
    public void learn(Domain domain, List<Evidence> met) {
        Lesson lesson = new Lesson(clock.instant(), met.stream().map(Lessons::essence).toList());
        if (isNews(domain, lesson)) {
            met.forEach(evidence -> destinations.learn(domain, evidence));
            synchronized (lately) {
                lately.remove(domain);
                lately.put(domain, lesson);
            }
        }
    }

    /** Somebody else knows better, or set the memory aside: the next lesson is news again. */
    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) DestinationChanged changed) {
        synchronized (lately) {
            lately.remove(changed.domain());
        }
    }

    private boolean isNews(Domain domain, Lesson lesson) {
        synchronized (lately) {
            Lesson last = lately.get(domain);
            return last == null || !last.met().equals(lesson.met()) || !lesson.at().isBefore(last.at().plus(SAME));
        }
    }

    private static Met essence(Evidence evidence) {
        return new Met(evidence.mxHost(), evidence.level(), evidence.levelReason(), evidence.tlsVersion().isPresent());
    }
}
