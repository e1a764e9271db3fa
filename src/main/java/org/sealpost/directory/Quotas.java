package org.sealpost.directory;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be done in some time, counted under a name. The names longest unused are forgotten, so that
 * strangers can't fill the memory. Safe for many threads.
 */
public final class Quotas {

    private static final int KEPT = 20_000;
    private static final int IPV4_NETWORK = 3;

    private final TimeMeter clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEPT;
        }
    };

    public Quotas(InstantSource clock) {
        this.clock = new Clockwork(clock);
    }

    /**
     * Does it once more.
     *
     * @param times how often it may be done within {@code in}, from the first time on
     * @return how long to wait, if it may not be done now
     */
    public synchronized Optional<Duration> taken(String name, int times, Duration in) {
        ConsumptionProbe probe = buckets.computeIfAbsent(name, unknown -> bucket(times, in)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** How long to wait until it may be done again; nothing is taken. */
    public synchronized Optional<Duration> spent(String name) {
        return Optional.ofNullable(buckets.get(name)).map(bucket -> bucket.estimateAbilityToConsume(1)).filter(estimate -> !estimate.canBeConsumed())
                .map(estimate -> Duration.ofNanos(estimate.getNanosToWaitForRefill()));
    }

    /** What was taken doesn't count after all. */
    public synchronized void giveBack(String name) {
        Optional.ofNullable(buckets.get(name)).ifPresent(bucket -> bucket.addTokens(1));
    }

    /** Counts anew. */
    public synchronized void forget(String name) {
        buckets.remove(name);
    }

    /**
     * The network of a peer: /24 of IPv4.
     *
     * @param ipv6Octets how many octets name a network of IPv6: 8 for what one person holds, 6 for an organisation
     */
    public static String network(String remote, int ipv6Octets) {
        try {
            byte[] address = InetAddress.getByName(remote).getAddress();
            return Arrays.toString(Arrays.copyOf(address, address.length == 4 ? IPV4_NETWORK : ipv6Octets));
        } catch (UnknownHostException e) {
            return remote;
        }
    }

    private Bucket bucket(int times, Duration in) {
        return Bucket.builder().withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder().capacity(times).refillIntervally(times, in).build()).build();
    }

    private record Clockwork(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
