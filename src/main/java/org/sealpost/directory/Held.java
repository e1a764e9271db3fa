package org.sealpost.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was read and holds for a second, for what every message asks. What is changed in this process counts at once, what
 * another process changes within that second; while the database doesn't answer, nobody gets an older word.
 */
public final class Held<K, V> {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();
    private final Map<K, Word<V>> words = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Word<V>> eldest) {
            return size() > MOST;
        }
    });

    private record Word<V>(V value, long changesBefore, Instant readAt) { }

    public Held(InstantSource clock) {
        this.clock = clock;
    }

    public V of(K key, Function<K, V> reading) {
        Instant now = clock.instant();
        long before = changes.get();
        Word<V> known = words.get(key);
        if (known != null && known.changesBefore() == before && !now.isBefore(known.readAt()) && now.isBefore(known.readAt().plus(LONGEST))) {
            return known.value();
        }
        V read = reading.apply(key);
        words.put(key, new Word<>(read, before, now));
        return read;
    }

    /** After a change was committed: whoever reads just now doesn't keep what he read. */
    public void forget() {
        changes.incrementAndGet();
    }
}
