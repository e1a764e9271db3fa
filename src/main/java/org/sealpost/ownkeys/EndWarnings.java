package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/** Looks for keys that end soon, and has their owners told 30, 7 and 1 days before, once each; how often it looks doesn't matter. */
@ApplicationScoped
public class EndWarnings {

    private static final System.Logger LOG = System.getLogger(EndWarnings.class.getName());

    private KeyShelf shelf;
    private EndWarning warning;
    private InstantSource clock;

    protected EndWarnings() {
    }

    @Inject
    EndWarnings(KeyShelf shelf, EndWarning warning, InstantSource clock) {
        this.shelf = shelf;
        this.warning = warning;
        this.clock = clock;
    }

    /** A key whose owner can't be told now is tried again the next time. */
    public void look() {
        Instant now = clock.instant();
        for (OwnKey key : shelf.ending(now, now.plus(Notice.FIRST))) {
            try {
                warning.give(key, now);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the owner of the key " + key.fingerprint() + " could not be told that it ends", e);
            }
        }
    }
}
