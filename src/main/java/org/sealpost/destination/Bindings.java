package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.sealpost.directory.Held;
import org.sealpost.mail.Domain;

/** The {@link Bounds} of domains that much is sent to, {@link Held} in memory. */
@ApplicationScoped
public class Bindings {

    private Destinations destinations;
    private Held<Domain, Bounds> held;

    protected Bindings() {
    }

    @Inject
    Bindings(Destinations destinations, InstantSource clock) {
        this.destinations = destinations;
        this.held = new Held<>(clock);
    }

    public Bounds of(Domain domain) {
        return held.of(domain, destinations::bounds);
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) DestinationChanged change) {
        held.forget();
    }
}
