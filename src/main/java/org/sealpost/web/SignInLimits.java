package org.sealpost.web;

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
 * How often somebody may guess a password. Three counts, each used up by wrong tries and refilled by time: an address
 * from one network (a person who forgot, or somebody guessing: locked), one network (somebody guessing at many
 * addresses), and an address from everywhere (many machines guessing at one). The first is tight, so that a stranger
 * can't lock somebody else out; the last is wide for the same reason.
 */
final class SignInLimits {

    private static final int KEPT = 20_000;
    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 8;

    private final TimeMeter clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEPT;
        }
    };

    SignInLimits(InstantSource clock) {
        this.clock = new Clockwork(clock);
    }

    /**
     * Takes one try.
     *
     * @param address as typed, whether or not there is such a user
     * @param remote the peer's IP address
     * @return how long to wait, if this try may not be made
     */
    synchronized Optional<Duration> tried(String address, String remote) {
        String network = network(remote);
        return taken(address + " " + network, 5, Duration.ofMinutes(15))
                .or(() -> taken(network, 60, Duration.ofMinutes(15)))
                .or(() -> taken(address, 200, Duration.ofHours(1)));
    }

    /** The password was right: the person starts anew. */
    synchronized void succeeded(String address, String remote) {
        buckets.remove(address + " " + network(remote));
    }

    private Optional<Duration> taken(String key, int tries, Duration refill) {
        ConsumptionProbe probe = buckets.computeIfAbsent(key, k -> bucket(tries, refill)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(int tries, Duration refill) {
        return Bucket.builder().withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder().capacity(tries).refillIntervally(tries, refill).build()).build();
    }

    /** /24 of IPv4, /64 of IPv6: what one person can hold. */
    static String network(String remote) {
        try {
            byte[] address = InetAddress.getByName(remote).getAddress();
            return Arrays.toString(Arrays.copyOf(address, address.length == 4 ? IPV4_NETWORK : IPV6_NETWORK));
        } catch (UnknownHostException e) {
            return remote;
        }
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
