package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Looks for keys that end soon, and has their owners told 30, 7 and 1 days before, once each, and of a recovery key its account's
 * administrators; how often it looks doesn't matter.
 */
@ApplicationScoped
public class EndWarnings {

    private static final System.Logger LOG = System.getLogger(EndWarnings.class.getName());

    private KeyShelf shelf;
    private Recovery recovery;
    private EndWarning warning;
    private InstantSource clock;

    protected EndWarnings() {
    }

    @Inject
    EndWarnings(KeyShelf shelf, Recovery recovery, EndWarning warning, InstantSource clock) {
        this.shelf = shelf;
        this.recovery = recovery;
        this.warning = warning;
        this.clock = clock;
    }

    /** Who can't be told now is told the next time. */
    public void look() {
        Instant now = clock.instant();
        for (OwnKey key : shelf.ending(now, now.plus(Notice.FIRST))) {
            tell(() -> warning.give(key, now), "the owner of the key " + key.fingerprint());
        }
        for (long account : recovery.accounts()) {
            tell(() -> warning.give(account, now), "the administrators of account " + account);
        }
    }

    private static void tell(Runnable telling, String whom) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, whom + " could not be told that a key ends", e);
        }
    }
}
