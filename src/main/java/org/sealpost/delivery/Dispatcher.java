package org.sealpost.delivery;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Opened;
import org.sealpost.mail.Domain;

/**
 * Claims what is due and lets workers carry it. It is woken by each commit that brings work, by each worker that has a
 * hand free, and once a second, since time brings work too.
 */
@ApplicationScoped
public class Dispatcher {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final int PARKED_PER_LANE = 1;
    private static final long TICK_SECONDS = 1;
    private static final long RENEW_SECONDS = 15;
    private static final long DRAIN_MILLIS = 20_000;
    private static final int FIRST_TO_CLOSE = 100;

    @Inject
    private DeliveryQueue queue;
    @Inject
    private Carriage carriage;
    @Inject
    private OutcomeDesk desk;
    @Inject
    private ExecutorService workers;
    @Inject
    private ScheduledExecutorService schedule;
    @Inject
    private InstantSource clock;
    @Inject
    private Pace pace;

    private final UUID owner = UUID.randomUUID();
    private final Leases leases = new Leases();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean pumping = new AtomicBoolean();
    private volatile boolean open;
    private final AtomicLong arrivals = new AtomicLong();
    /** How much had arrived when nothing was left to claim. */
    private volatile long claimedAll = -1;
    private Lanes lanes;
    private Yard yard;

    protected Dispatcher() {
    }

    void open(@Observes Opened event) {
        lanes = new Lanes(pace.lanes(), pace.lanesPerDomain());
        yard = new Yard(PARKED_PER_LANE * pace.lanes(), PARKED_PER_LANE * pace.lanesPerDomain());
        open = true;
        schedule.scheduleWithFixedDelay(this::wake, 0, TICK_SECONDS, TimeUnit.SECONDS);
        schedule.scheduleWithFixedDelay(this::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes no more; what travels may arrive, so this comes before the wire is closed. */
    void close(@Observes @Priority(FIRST_TO_CLOSE) Closing event) {
        open = false;
        try {
            dismiss();
            boolean drained = lanes == null || lanes.awaitEmpty(DRAIN_MILLIS);
            if (!drained) {
                leave();
            }
            LOG.log(INFO, drained ? "the queue is at rest" : "the queue was left with deliveries on the road");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits in the yard hasn't begun: whoever comes next may take it at once. */
    private void dismiss() {
        List<Long> parked = yard == null ? List.of() : yard.clear().stream().flatMap(load -> load.ids().stream()).toList();
        if (!parked.isEmpty()) {
            leases.end(parked);
            handBack(parked);
        }
    }

    /** Whoever comes next waits for the leases to run out, and knows that nothing crashed. */
    private void leave() {
        try {
            queue.forgive(owner, leases.held());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "leases can't be given up now: " + e);
        }
    }

    void arrived(@Observes(during = TransactionPhase.AFTER_SUCCESS) Intake.Arrived event) {
        if (!event.due().isAfter(clock.instant())) {
            arrivals.incrementAndGet();
            wakeFor(event.domains());
        }
    }

    /** Looks for work soon; costs nothing if it is being looked for already. */
    public void wake() {
        wanted.set(true);
        if (open && pumping.compareAndSet(false, true)) {
            submit(this::pump, () -> pumping.set(false));
        }
    }

    private void wakeFor(List<Domain> domains) {
        if (open && claimedAll != arrivals.get() && domains.stream().anyMatch(yard::wants)) {
            wake();
        }
    }

    private void pump() {
        try {
            while (open && wanted.getAndSet(false)) {
                boolean more = true;
                while (open && more) {
                    more = begin();
                }
            }
        } catch (RuntimeException e) {
            LOG.log(ERROR, "the queue can't be read now: " + e);
        } finally {
            pumping.set(false);
        }
    }

    /** @return whether there may be more to begin */
    private boolean begin() {
        boolean more = yard.room() > 0 && claim(yard.room());
        go();
        if (!open) {
            dismiss();
        }
        return more;
    }

    /** @return whether there was anything */
    private boolean claim(int most) {
        long arrivedBefore = arrivals.get();
        List<String> full = yard.full();
        Instant end = clock.instant().plus(DeliveryQueue.LEASE);
        Map<Long, Boolean> claimed = queue.claim(owner, most, PARKED_PER_LANE * pace.lanesPerDomain(), full, leases.held());
        for (Load load : Load.of(readable(claimed))) {
            leases.grant(load.ids(), end);
            yard.park(load);
        }
        claimedAll = claimed.isEmpty() && full.isEmpty() ? arrivedBefore : -1;
        return !claimed.isEmpty();
    }

    private void go() {
        for (Optional<Load> next = next(); next.isPresent(); next = next()) {
            travel(next.get());
        }
    }

    private Optional<Load> next() {
        return open ? yard.next(lanes) : Optional.empty();
    }

    /**
     * All at once; if one of them can't be read, each for itself. A bad one among good ones is set aside; if none can be read
     * it isn't theirs, and they wait for their leases to run out.
     */
    private List<Delivery> readable(Map<Long, Boolean> claimed) {
        try {
            return queue.load(claimed);
        } catch (RuntimeException e) {
            List<Delivery> read = new ArrayList<>();
            List<Long> unread = new ArrayList<>();
            claimed.forEach((id, tookOver) -> {
                try {
                    read.addAll(queue.load(Map.of(id, tookOver)));
                } catch (RuntimeException unreadable) {
                    LOG.log(ERROR, "delivery " + id + " can't be read: an administrator must look at it", unreadable);
                    unread.add(id);
                }
            });
            if (queue.isReadable()) {
                unread.forEach(id -> queue.setAside(owner, id));
            }
            return read;
        }
    }

    private void travel(Load load) {
        submit(() -> {
            Optional<Settlement> result = Optional.empty();
            try {
                result = carriage.carry(load, () -> leases.stand(load.ids(), clock.instant()));
            } catch (RuntimeException e) {
                LOG.log(ERROR, load.first().queueId() + " is tried again later", e);
            } finally {
                result.ifPresentOrElse(settlement -> desk.handIn(settlement, () -> arrive(load)), () -> arrive(load));
            }
            result.ifPresent(settlement -> learn(load, settlement));
        }, () -> {
            arrive(load);
            handBack(load.ids());
        });
    }

    private void learn(Load load, Settlement settlement) {
        try {
            carriage.learn(load, settlement);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "what was met at " + load.domain() + " isn't remembered: " + e);
        }
    }

    /** The lane is free once the result is on disk: what a crash sends twice is never more than what travels at once. */
    private void arrive(Load load) {
        leases.end(load.ids());
        lanes.leave(load.domain());
        go();
        wakeFor(List.of(load.domain()));
    }

    private void handBack(List<Long> ids) {
        try {
            queue.handBack(owner, ids);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "leases can't be given back now: " + e);
        }
    }

    private void renew() {
        try {
            List<Long> held = leases.held();
            if (!held.isEmpty()) {
                Instant end = clock.instant().plus(DeliveryQueue.LEASE);
                leases.renew(held, queue.renew(owner, held), end);
            }
        } catch (RuntimeException e) {
            LOG.log(ERROR, "leases can't be renewed now: " + e);
        }
    }

    private void submit(Runnable work, Runnable otherwise) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            otherwise.run();
        }
    }
}
