package org.sealpost.web.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.directory.Quotas;

/**
 * How often strangers may press buttons here: per address, per network, and codes per door, so that nobody can try a
 * million references or fill somebody's mailbox with codes.
 */
@ApplicationScoped
class PickupLimits {

    private static final int WHAT_AN_ORGANISATION_HOLDS = 6;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private Quotas quotas;

    protected PickupLimits() { }

    @Inject
    PickupLimits(InstantSource clock) {
        quotas = new Quotas(clock);
    }

    /** Takes one button. @return how long to wait if it may not be pressed now */
    Optional<Duration> pressed(String remote) {
        return quotas.taken("address " + remote, 120, WINDOW)
                .or(() -> quotas.taken("network " + Quotas.network(remote, WHAT_AN_ORGANISATION_HOLDS), 600, WINDOW));
    }

    /** Takes one code. @param door what it opens, or would open */
    Optional<Duration> asked(String door) {
        return quotas.taken("code " + door, 8, Duration.ofHours(1));
    }
}
