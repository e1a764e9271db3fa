package org.sealpost.web.pickup;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often strangers may press buttons here: per address, per network, and codes per door, so that nobody can try a
 * million references or fill somebody's mailbox with codes.
 */
@ApplicationScoped
class PickupLimits {

    private static final int KEPT = 20_000;
    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 6;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private TimeMeter clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEPT;
        }
    };

    protected PickupLimits() { }

    @Inject
    PickupLimits(InstantSource source) {
        clock = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return source.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Takes one button. @return how long to wait if it may not be pressed now */
    synchronized Optional<Duration> pressed(String remote) {
        return taken("address " + remote, 120, WINDOW).or(() -> taken("network " + network(remote), 600, WINDOW));
    }

    /** Takes one code. @param door what it opens, or would open */
    synchronized Optional<Duration> asked(String door) {
        return taken("code " + door, 8, Duration.ofHours(1));
    }

    private Optional<Duration> taken(String key, int times, Duration in) {
        ConsumptionProbe probe = buckets.computeIfAbsent(key, unknown -> bucket(times, in)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(int times, Duration in) {
        return Bucket.builder().withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder().capacity(times).refillGreedy(times, in).build()).build();
    }

    /** /24 of IPv4, /48 of IPv6: what one organisation holds. */
    static String network(String remote) {
        try {
            byte[] address = InetAddress.getByName(remote).getAddress();
            return Arrays.toString(Arrays.copyOf(address, address.length == 4 ? IPV4_NETWORK : IPV6_NETWORK));
        } catch (UnknownHostException e) {
            return remote;
        }
    }
}
