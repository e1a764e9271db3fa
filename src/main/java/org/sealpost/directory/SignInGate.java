package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The limits on signing in, one for the whole application. */
@ApplicationScoped
public class SignInGate {

    private SignInLimits limits;

    @Inject
    void count(InstantSource clock) {
        limits = new SignInLimits(clock);
    }

    public Optional<Duration> tried(String address, String remote) {
        return limits.tried(address, remote);
    }

    /** How long to wait, if no try may be made; none is taken. */
    public Optional<Duration> locked(String address, String remote) {
        return limits.locked(address, remote);
    }

    /** The password was right, and no try was taken for it. */
    public void cleared(String address, String remote) {
        limits.cleared(address, remote);
    }

    public void succeeded(String address, String remote) {
        limits.succeeded(address, remote);
    }
}
