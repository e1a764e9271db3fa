package org.sealpost.forecast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

/** Looks at domains in the background: each only once at a time, a few at a time, and never too many waiting. */
public final class Surveys {

    private static final Logger LOG = System.getLogger(Surveys.class.getName());
    private static final int AT_ONCE = 8;
    private static final int MOST_WAITING = 2_000;

    private final Set<Domain> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Domain> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Function<Domain, Survey> surveyor;
    private final Consumer<Survey> pupil;
    private final Executor executor;

    /**
     * @param surveyor looks, and may take its time
     * @param pupil is told what was seen, outside any transaction of the caller's
     */
    public Surveys(Function<Domain, Survey> surveyor, Consumer<Survey> pupil, Executor executor) {
        this.surveyor = surveyor;
        this.pupil = pupil;
        this.executor = executor;
    }

    public boolean isUnderWay(Domain domain) {
        return underWay.contains(domain);
    }

    /** @return whether somebody looks now; false if too much is waiting already */
    public boolean start(Domain domain) {
        if (underWay.size() >= MOST_WAITING) {
            return isUnderWay(domain);
        }
        if (underWay.add(domain)) {
            waiting.add(domain);
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
            LOG.log(Level.WARNING, "no thread for looking at domains: {0}", e.toString());
            abandon();
        }
    }

    private void work() {
        try {
            for (Domain next = waiting.poll(); next != null; next = waiting.poll()) {
                look(next);
            }
        } finally {
            free.release();
        }
        // somebody may have come between the last poll and the release
        if (!waiting.isEmpty()) {
            employ();
        }
    }

    private void look(Domain domain) {
        try {
            pupil.accept(surveyor.apply(domain));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "looking at {0} failed: {1}", domain, e.toString());
        } finally {
            underWay.remove(domain);
        }
    }

    private void abandon() {
        for (Domain next = waiting.poll(); next != null; next = waiting.poll()) {
            underWay.remove(next);
        }
    }
}
