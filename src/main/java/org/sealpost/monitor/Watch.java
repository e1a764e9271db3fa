package org.sealpost.monitor;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sealpost.destination.StsPolicyStore;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.PolicyFinder;

/** Goes round: one domain after the other, one process at a time. Policies are fetched again long before they expire. */
@ApplicationScoped
class Watch {

    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    /** Longer than a look at hosts that answer slowly takes. */
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final int DOMAINS_A_TURN = 20;
    private static final int POLICIES_A_TURN = 500;

    @Inject
    private DomainChanges changes;
    @Inject
    private Lookout lookout;
    @Inject
    private StsPolicyStore policies;
    @Inject
    private PolicyFinder finder;
    @Inject
    private InstantSource clock;
    @Inject
    private ScheduledExecutorService schedule;
    @Inject
    private SecureRandom random;

    private final String holder = UUID.randomUUID().toString();
    private List<Future<?>> rounds = List.of();
    private volatile boolean closing;

    void begin(@Observes Opened opened) {
        rounds = List.of(schedule.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(this::refresh, 2, 10, TimeUnit.MINUTES));
    }

    void end(@Observes Closing now) {
        closing = true;
        rounds.forEach(round -> round.cancel(false));
    }

    void look() {
        try {
            Rota rota = new Rota(random);
            if (holds()) {
                changes.enlist(() -> rota.first(clock.instant()));
                for (Domain domain : changes.due(clock.instant(), DOMAINS_A_TURN)) {
                    if (closing || !holds()) {
                        return;
                    }
                    changes.postpone(domain, rota.next(clock.instant()));
                    look(domain);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the daily looks at domains go on with the next round", e);
        }
    }

    private void look(Domain domain) {
        try {
            lookout.look(domain);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "looking at {0} failed: {1}", domain, e.toString());
        }
    }

    /** RFC 8461 §3.3, §10.2: whoever keeps us from a policy host would have to do so until the policy expires. */
    void refresh() {
        try {
            for (Domain domain : policies.ageing(POLICIES_A_TURN)) {
                if (closing || !holds()) {
                    return;
                }
                finder.refresh(domain);
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "policies are renewed in the next round", e);
        }
    }

    private boolean holds() {
        return changes.lease(holder, clock.instant(), LEASE);
    }
}
