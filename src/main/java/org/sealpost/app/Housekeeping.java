package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sealpost.audit.Sealer;
import org.sealpost.destination.TlsResults;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;
import org.sealpost.forecast.KeyLooks;
import org.sealpost.keys.KeyWatch;
import org.sealpost.ownkeys.EndWarnings;
import org.sealpost.reception.ReplyRoads;
import org.sealpost.reporting.DailyReports;
import org.sealpost.submission.HeldExpiry;
import org.sealpost.vault.Sweeper;

/** What the lower floors want done again and again. */
@ApplicationScoped
public class Housekeeping {

    @Inject
    private ScheduledExecutorService schedule;

    @Inject
    private Sealer sealer;

    @Inject
    private Sweeper sweeper;

    @Inject
    private TlsResults results;

    @Inject
    private DailyReports reports;

    @Inject
    private ReplyRoads replyRoads;

    @Inject
    private KeyWatch keys;

    @Inject
    private EndWarnings keyEnds;

    @Inject
    private HeldExpiry heldExpiry;

    @Inject
    private KeyLooks keyLooks;

    private List<Future<?>> tasks = List.of();

    void begin(@Observes Opened opened) {
        tasks = List.of(
                schedule.scheduleWithFixedDelay(sealer::seal, 1, 1, TimeUnit.SECONDS),
                schedule.scheduleWithFixedDelay(sweeper::sweep, 1, 10, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(heldExpiry::expire, 2, 10, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(reports::send, 1, 5, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(replyRoads::forget, 3, 24 * 60, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(keyEnds::look, 4, 60, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(keys::look, 5, 60, TimeUnit.SECONDS),
                schedule.scheduleWithFixedDelay(keyLooks::refresh, 4, 10, TimeUnit.MINUTES),
                schedule.scheduleWithFixedDelay(results::flush, 5, 5, TimeUnit.SECONDS));
    }

    void end(@Observes Closing closing) {
        tasks.forEach(task -> task.cancel(false));
        results.flush();
        sealer.seal();
    }
}
