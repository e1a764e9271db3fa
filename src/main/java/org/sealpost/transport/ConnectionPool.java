package org.sealpost.transport;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.sealpost.wire.Watchdog;

/**
 * Connections that wait a little for the next message to the same MX host. That one was good enough before means
 * nothing: each taker's policy judges it anew.
 */
final class ConnectionPool implements AutoCloseable {

    private static final int MOST_PER_HOST = 10;
    private static final int MOST = 200;
    private static final int MOST_TRANSACTIONS = 200;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

    private record Idle(MxSession session, Watchdog.Watch watch) { }

    private final Map<String, Deque<Idle>> idle = new HashMap<>();
    private final Watchdog watchdog;
    private final InstantSource clock;
    private int size;
    private boolean closed;

    ConnectionPool(Watchdog watchdog, InstantSource clock) {
        this.watchdog = watchdog;
        this.clock = clock;
    }

    /** A session that this policy allows now. */
    Optional<MxSession> take(String host, TlsPolicy policy) {
        Optional<MxSession> next = next(MxSession.key(host, policy.policyClass()));
        while (next.isPresent() && !next.get().isAllowed(policy, clock.instant())) {
            next.get().connection().close();
            next = next(MxSession.key(host, policy.policyClass()));
        }
        return next;
    }

    /** Keeps a session on which no transaction is open, or says good-bye. */
    void give(MxSession session) {
        if (!keep(session)) {
            session.connection().quit();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(hosts -> hosts.forEach(waiting -> {
            waiting.watch.close();
            waiting.session.connection().close();
        }));
        idle.clear();
        size = 0;
    }

    private synchronized boolean keep(MxSession session) {
        if (size >= MOST) {
            sweep();
        }
        Deque<Idle> host = idle.computeIfAbsent(session.key(), key -> new ArrayDeque<>());
        host.removeIf(this::isGone);
        if (closed || size >= MOST || host.size() >= MOST_PER_HOST || session.transactions() >= MOST_TRANSACTIONS) {
            return false;
        }
        host.push(new Idle(session, watchdog.watch(session.connection(), LONGEST_IDLE)));
        size++;
        return true;
    }

    private synchronized Optional<MxSession> next(String key) {
        Deque<Idle> host = idle.getOrDefault(key, new ArrayDeque<>());
        while (!host.isEmpty()) {
            Idle newest = host.pop();
            size--;
            newest.watch.close();
            if (!newest.watch.hasBitten()) {
                return Optional.of(newest.session);
            }
        }
        idle.remove(key);
        return Optional.empty();
    }

    private void sweep() {
        for (Iterator<Deque<Idle>> hosts = idle.values().iterator(); hosts.hasNext();) {
            Deque<Idle> host = hosts.next();
            host.removeIf(this::isGone);
            if (host.isEmpty()) {
                hosts.remove();
            }
        }
    }

    private boolean isGone(Idle waiting) {
        if (waiting.watch.hasBitten()) {
            size--;
            return true;
        }
        return false;
    }
}
