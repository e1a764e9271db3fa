package org.sealpost.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes what takes too long. A socket's own timeout starts anew with every octet and doesn't bind writing, so a peer
 * could hold a connection for days; closing the socket wakes whoever waits for it.
 */
public final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    public Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wire-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Closes {@code watched} unless the returned watch is closed within the limit. */
    public Watch watch(Closeable watched, Duration limit) {
        Watch watch = new Watch(watched);
        watch.alarm = timer.schedule(watch::bite, limit.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One thing being watched. */
    public static final class Watch implements AutoCloseable {

        private final Closeable watched;
        private volatile ScheduledFuture<?> alarm;
        private volatile boolean bitten;

        private Watch(Closeable watched) {
            this.watched = watched;
        }

        /** Whether it took too long and was closed. */
        public boolean hasBitten() {
            return bitten;
        }

        private void bite() {
            bitten = true;
            try {
                watched.close();
            } catch (IOException e) {
                // it is closed as far as anybody can close it
            }
        }

        @Override
        public void close() {
            alarm.cancel(false);
        }
    }
}
