package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.directory.Held;
import org.sealpost.mail.Domain;

/** What is known of domains that much is sent to, {@link Held} in memory. */
@ApplicationScoped
public class Bindings {

    private Destinations destinations;
    private Held<Domain, Bounds> bounds;
    private Held<Domain, Known> known;

    /** @param floor the least level of anything sent there: what the domain proves, and what is forced */
    public record Known(Optional<DestinationFacts> facts, RoadFloor floor) { }

    protected Bindings() {
    }

    @Inject
    Bindings(Destinations destinations, InstantSource clock) {
        this.destinations = destinations;
        this.bounds = new Held<>(clock);
        this.known = new Held<>(clock);
    }

    /** What binds a delivery. */
    public Bounds of(Domain domain) {
        return bounds.of(domain, destinations::bounds);
    }

    /** What decides before one. */
    public Known known(Domain domain) {
        return known.of(domain, this::read);
    }

    private Known read(Domain domain) {
        Optional<DestinationFacts> facts = destinations.facts(domain);
        return new Known(facts, destinations.floor(domain, facts));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) DestinationChanged change) {
        bounds.forget();
        known.forget();
    }
}
