package org.sealpost.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.sealpost.destination.Destinations;
import org.sealpost.dns.Resolver;
import org.sealpost.forecast.Surveys;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/**
 * Looks that somebody waits for: begun at once, done in the background, shown for a while to the account that asked. What
 * isn't known here yet leaves no trace, so that nobody's curiosity puts a domain on the daily round.
 */
@ApplicationScoped
public class LiveLooks {

    /** What is younger is shown instead of looking again. */
    static final Duration SHARED = Duration.ofSeconds(10);
    private static final Duration SHOWN = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 2_000;

    private Lookout lookout;
    private Destinations destinations;
    private Resolver resolver;
    private InstantSource clock;
    private Surveys surveys;

    private final Map<Domain, DomainLook> latest = forgetful();
    /** When the account asked last. */
    private final Map<Asked, Instant> asked = forgetful();

    private record Asked(long accountId, Domain domain) { }

    protected LiveLooks() {
    }

    @Inject
    LiveLooks(Lookout lookout, Destinations destinations, Resolver resolver, InstantSource clock, ExecutorService executor) {
        this.lookout = lookout;
        this.destinations = destinations;
        this.resolver = resolver;
        this.clock = clock;
        this.surveys = new Surveys(lookout::survey, this::keep, executor);
    }

    /** @return false if too many looks are waiting already */
    public boolean begin(long accountId, Domain domain) {
        Instant now = clock.instant();
        synchronized (this) {
            asked.put(new Asked(accountId, domain), now);
            if (isAsYoungAs(SHARED, latest.get(domain), now)) {
                return true;
            }
        }
        return surveys.start(domain);
    }

    public synchronized boolean isUnderWay(long accountId, Domain domain) {
        return isAwaited(accountId, domain) && surveys.isUnderWay(domain);
    }

    /** Of what the account asked for. */
    public synchronized Set<Domain> underWay(long accountId) {
        return asked.keySet().stream().filter(one -> one.accountId == accountId && surveys.isUnderWay(one.domain))
                .map(Asked::domain).collect(Collectors.toSet());
    }

    /** It was asked for, and something went wrong here. */
    public synchronized boolean isBroken(long accountId, Domain domain) {
        return isAwaited(accountId, domain) && !surveys.isUnderWay(domain) && find(accountId, domain).isEmpty();
    }

    /** What the account asked for, if that was not long ago. */
    public synchronized Optional<DomainLook> find(long accountId, Domain domain) {
        Instant since = asked.get(new Asked(accountId, domain));
        return Optional.ofNullable(latest.get(domain)).filter(look -> since != null
                && isAsYoungAs(SHARED, look, since) && isAsYoungAs(SHOWN, look, clock.instant()));
    }

    private void keep(Survey survey) {
        DomainLook look = DomainLook.of(survey, preferences(survey.domain()));
        try {
            if (destinations.isKnown(survey.domain())) {
                lookout.note(survey);
            }
        } finally {
            synchronized (this) {
                latest.put(survey.domain(), look);
            }
        }
    }

    private Map<String, Integer> preferences(Domain domain) {
        Map<String, Integer> preferences = new HashMap<>();
        resolver.mx(domain).records().forEach(mx -> preferences.merge(mx.host(), mx.preference(), Math::min));
        return preferences;
    }

    private boolean isAwaited(long accountId, Domain domain) {
        Instant since = asked.get(new Asked(accountId, domain));
        return since != null && since.plus(SHOWN).isAfter(clock.instant());
    }

    private static boolean isAsYoungAs(Duration age, DomainLook look, Instant now) {
        return look != null && look.at().filter(at -> at.plus(age).isAfter(now)).isPresent();
    }

    private static <K, V> Map<K, V> forgetful() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_KEPT;
            }
        };
    }
}
