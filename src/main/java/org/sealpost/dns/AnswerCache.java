package org.sealpost.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers until their TTL ends, the least recently used go first when it is full. Failures are never kept. */
final class AnswerCache {

    private record Entry(Answer<?> answer, Instant until) { }

    private final InstantSource clock;
    private final Map<String, Entry> entries;

    AnswerCache(int capacity, InstantSource clock) {
        this.clock = clock;
        this.entries = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<Answer<?>> find(String question) {
        Entry entry = entries.get(question);
        if (entry != null && !clock.instant().isBefore(entry.until)) {
            entries.remove(question);
            return Optional.empty();
        }
        return Optional.ofNullable(entry).map(Entry::answer);
    }

    synchronized void keep(String question, Answer<?> answer, Duration ttl) {
        if (!answer.isFailed() && ttl.toSeconds() > 0) {
            entries.put(question, new Entry(answer, clock.instant().plus(ttl)));
        }
    }
}
