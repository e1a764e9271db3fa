package org.sealpost.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The limits on signing in, one for the whole application. */
@ApplicationScoped
class SignInGate {

    private SignInLimits limits;

    @Inject
    void count(InstantSource clock) {
        limits = new SignInLimits(clock);
    }

    Optional<Duration> tried(String address, String remote) {
        return limits.tried(address, remote);
    }

    void succeeded(String address, String remote) {
        limits.succeeded(address, remote);
    }
}
