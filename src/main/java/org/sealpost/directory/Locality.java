package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.sealpost.mail.Domain;

/** Which domains are local, {@link Held} in memory, since every recipient asks. */
@ApplicationScoped
public class Locality {

    private Directory directory;
    private Held<Domain, Boolean> held;

    protected Locality() {
    }

    @Inject
    Locality(Directory directory, InstantSource clock) {
        this.directory = directory;
        this.held = new Held<>(clock);
    }

    /** Whether some account has proven that it is theirs. */
    public boolean isLocal(Domain domain) {
        return held.of(domain, name -> directory.proven(name).isPresent());
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) DomainProven proven) {
        held.forget();
    }
}
