package org.sealpost.directory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What is done in the background while nobody waits: each thing only once at a time, a few at a time, and never too many waiting.
 *
 * @param <K> what one errand is about; named in the log if it fails
 */
public final class Errands<K> {

    private static final Logger LOG = System.getLogger(Errands.class.getName());
    private static final int AT_ONCE = 8;
    private static final int MOST_WAITING = 2_000;

    private final Set<K> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<K> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final String name;
    private final Consumer<K> errand;
    private final Executor executor;

    /**
     * @param name what they are, for the log
     * @param errand may take its time; outside any transaction of the caller's
     */
    public Errands(String name, Consumer<K> errand, Executor executor) {
        this.name = name;
        this.errand = errand;
        this.executor = executor;
    }

    public boolean isUnderWay(K about) {
        return underWay.contains(about);
    }

    /** @return whether it is under way now; false if too much is waiting already */
    public boolean start(K about) {
        if (underWay.size() >= MOST_WAITING) {
            return isUnderWay(about);
        }
        if (underWay.add(about)) {
            waiting.add(about);
            employ();
        }
        return true;
    }

    private void employ() {
        if (!free.tryAcquire()) {
            return;
        }
        try {
            executor.execute(this::work);
        } catch (RuntimeException e) {
            free.release();
            LOG.log(Level.WARNING, "no thread for {0}: {1}", name, e.toString());
            abandon();
        }
    }

    private void work() {
        try {
            for (K next = waiting.poll(); next != null; next = waiting.poll()) {
                run(next);
            }
        } finally {
            free.release();
        }
        // somebody may have come between the last poll and the release
        if (!waiting.isEmpty()) {
            employ();
        }
    }

    private void run(K about) {
        try {
            errand.accept(about);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "{0} failed at {1}: {2}", name, about, e.toString());
        } finally {
            underWay.remove(about);
        }
    }

    private void abandon() {
        for (K next = waiting.poll(); next != null; next = waiting.poll()) {
            underWay.remove(next);
        }
    }
}
