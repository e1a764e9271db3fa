package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealpost.assurance.Reason;

/**
 * Where carriers hand in their results. One clerk at a time writes down in one transaction what came in while the last one
 * was committed, so that many results cost one commit.
 */
@ApplicationScoped
class OutcomeDesk {

    private static final int AT_ONCE = 50;

    @Inject
    private DeliveryLedger ledger;
    @Inject
    private ExecutorService workers;

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean clerk = new AtomicBoolean();

    private record Entry(Settlement settlement, Runnable settled) { }

    protected OutcomeDesk() {
    }

    /** @param settled is told once it is on disk, or can't be brought there before the lease runs out */
    void handIn(Settlement settlement, Runnable settled) {
        entries.add(new Entry(settlement, settled));
        employ();
    }

    private void employ() {
        if (clerk.compareAndSet(false, true)) {
            try {
                workers.execute(this::work);
            } catch (RejectedExecutionException e) {
                work();
            }
        }
    }

    private void work() {
        try {
            for (List<Entry> some = some(); !some.isEmpty(); some = some()) {
                settle(some);
            }
        } finally {
            clerk.set(false);
            // somebody may have come since the last look
            if (!entries.isEmpty()) {
                employ();
            }
        }
    }

    private List<Entry> some() {
        List<Entry> some = new ArrayList<>();
        for (Entry next = entries.poll(); next != null; next = some.size() < AT_ONCE ? entries.poll() : null) {
            some.add(next);
        }
        return some;
    }

    private void settle(List<Entry> some) {
        try {
            settle(new Settlement(some.stream().flatMap(entry -> entry.settlement().deliveries().stream()).toList(),
                    some.stream().flatMap(entry -> entry.settlement().outcomes().stream()).toList()));
        } finally {
            some.forEach(entry -> entry.settled().run());
        }
    }

    /** All at once; if that fails, each for itself, so that one that can't be settled sends no other twice. */
    private void settle(Settlement all) {
        Trouble.each(all.deliveries(), () -> ledger.settle(all.deliveries(), all.outcomes()), delivery -> {
            Settlement one = all.only(delivery);
            Trouble.each(one.deliveries(), () -> ledger.settle(one.deliveries(), one.outcomes()),
                    same -> ledger.postpone(same, Reason.of("delivery.internal"), true));
        });
    }
}
