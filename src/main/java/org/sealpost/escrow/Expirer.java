package org.sealpost.escrow;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;

/** Ends what waited too long. Doors close by the clock in any case; this tells the deliveries. */
@ApplicationScoped
class Expirer {

    private static final System.Logger LOG = System.getLogger(Expirer.class.getName());
    private static final int AT_ONCE = 500;

    @Inject
    private Pickups pickups;
    @Inject
    private ScheduledExecutorService schedule;

    private ScheduledFuture<?> running;

    void begin(@Observes Opened opened) {
        running = schedule.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.MINUTES);
    }

    void end(@Observes Closing closing) {
        if (running != null) {
            running.cancel(false);
        }
    }

    void expire() {
        try {
            pickups.due(AT_ONCE).forEach(pickups::expire);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "expired pickups wait for the next round", e);
        }
    }
}
