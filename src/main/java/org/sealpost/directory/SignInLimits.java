package org.sealpost.directory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How often somebody may guess a password. Three counts, each used up by wrong tries and refilled by time: an address
 * from one network (a person who forgot, or somebody guessing: locked), one network (somebody guessing at many
 * addresses), and an address from everywhere (many machines guessing at one). The first is tight, so that a stranger
 * can't lock somebody else out; the last is wide for the same reason.
 */
final class SignInLimits {

    private static final int WHAT_ONE_PERSON_HOLDS = 8;

    private final Quotas quotas;

    SignInLimits(InstantSource clock) {
        quotas = new Quotas(clock);
    }

    /**
     * Takes one try.
     *
     * @param address as typed, whether or not there is such a user
     * @param remote the peer's IP address
     * @return how long to wait, if this try may not be made
     */
    Optional<Duration> tried(String address, String remote) {
        String network = network(remote);
        return quotas.taken(address + " " + network, 5, Duration.ofMinutes(15))
                .or(() -> quotas.taken(network, 60, Duration.ofMinutes(15)))
                .or(() -> quotas.taken(address, 200, Duration.ofHours(1)));
    }

    /** How long to wait, if no try may be made; none is taken. For programs, which sign in on many connections at once. */
    Optional<Duration> locked(String address, String remote) {
        String network = network(remote);
        return quotas.spent(address + " " + network).or(() -> quotas.spent(network)).or(() -> quotas.spent(address));
    }

    /** The password was right, and no try was taken for it. */
    void cleared(String address, String remote) {
        quotas.forget(address + " " + network(remote));
    }

    /** The password was right: the person starts anew, and it was no guess of their network's. */
    void succeeded(String address, String remote) {
        quotas.forget(address + " " + network(remote));
        quotas.giveBack(network(remote));
        quotas.giveBack(address);
    }

    private static String network(String remote) {
        return Quotas.network(remote, WHAT_ONE_PERSON_HOLDS);
    }
}
