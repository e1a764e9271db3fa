package org.sealpost.delivery;

import java.util.HashMap;
import java.util.Map;
import org.sealpost.mail.Domain;

/** How many consignments travel at once, all together and to one domain: a slow domain fills its own lanes only. */
final class Lanes {

    private final int most;
    private final int mostPerDomain;
    private final Map<Domain, Integer> travelling = new HashMap<>();
    private int total;

    Lanes(int most, int mostPerDomain) {
        this.most = most;
        this.mostPerDomain = mostPerDomain;
    }

    /** @return false if there is no lane free for that domain now */
    synchronized boolean enter(Domain domain) {
        int now = travelling.getOrDefault(domain, 0);
        if (total == most || now == mostPerDomain) {
            return false;
        }
        travelling.put(domain, now + 1);
        total++;
        return true;
    }

    synchronized void leave(Domain domain) {
        travelling.computeIfPresent(domain, (same, count) -> count == 1 ? null : count - 1);
        total--;
        notifyAll();
    }

    /** @return whether all arrived within the time */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long left = millis;
        while (total > 0 && left > 0) {
            long before = System.nanoTime();
            wait(left);
            left -= (System.nanoTime() - before) / 1_000_000 + 1;
        }
        return total == 0;
    }
}
