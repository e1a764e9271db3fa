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

    public void succeeded(String address, String remote) {
        limits.succeeded(address, remote);
    }
}
