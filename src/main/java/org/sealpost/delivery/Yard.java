package org.sealpost.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.mail.Domain;

/**
 * Where claimed loads wait for a lane of their domain, so that lanes needn't wait for the database. Domains take turns, and
 * none may fill the yard.
 */
final class Yard {

    private final int most;
    private final int mostPerDomain;
    private final Map<Domain, Deque<Load>> waiting = new LinkedHashMap<>();
    private int size;

    Yard(int most, int mostPerDomain) {
        this.most = most;
        this.mostPerDomain = mostPerDomain;
    }

    /** Behind the others of its domain; system mail before them, since somebody waits for it. */
    synchronized void park(Load load) {
        Deque<Load> same = waiting.computeIfAbsent(load.domain(), domain -> new ArrayDeque<>());
        if (load.first().message().systemKind().isPresent()) {
            same.addFirst(load);
        } else {
            same.addLast(load);
        }
        size++;
    }

    /** Enters a lane with the load whose turn it is: the next turn is another domain's. Empty if nobody may go. */
    synchronized Optional<Load> next(Lanes lanes) {
        for (Iterator<Map.Entry<Domain, Deque<Load>>> turns = waiting.entrySet().iterator(); turns.hasNext();) {
            Map.Entry<Domain, Deque<Load>> turn = turns.next();
            if (lanes.enter(turn.getKey())) {
                turns.remove();
                Load load = turn.getValue().removeFirst();
                size--;
                if (!turn.getValue().isEmpty()) {
                    waiting.put(load.domain(), turn.getValue());
                }
                return Optional.of(load);
            }
        }
        return Optional.empty();
    }

    synchronized int room() {
        return most - size;
    }

    /** Domains of which nothing more is wanted now: half of what may wait does, so that what is fetched comes in batches. */
    synchronized List<String> full() {
        return waiting.keySet().stream().filter(this::isFull).map(Domain::name).toList();
    }

    /** Whether it is time to fetch more, of this domain among others: not for each single place that becomes free. */
    synchronized boolean wants(Domain domain) {
        return size <= most / 2 && !isFull(domain);
    }

    /** Sends everybody away. */
    synchronized List<Load> clear() {
        List<Load> loads = new ArrayList<>();
        waiting.values().forEach(loads::addAll);
        waiting.clear();
        size = 0;
        return loads;
    }

    private boolean isFull(Domain domain) {
        Deque<Load> same = waiting.get(domain);
        return same != null && same.size() > mostPerDomain / 2;
    }
}
