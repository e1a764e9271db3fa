package org.sealpost.vault;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Removes content that was stored and then never kept: an abandoned upload, a crash between storing and accepting. */
@ApplicationScoped
public class Sweeper {

    static final Duration AGE = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

    private Contents contents;
    private InstantSource clock;

    protected Sweeper() {
    }

    @Inject
    Sweeper(Contents contents, InstantSource clock) {
        this.contents = contents;
        this.clock = clock;
    }

    /** One round; never throws, so that a scheduler keeps calling it. */
    public void sweep() {
        try {
            int swept = contents.sweep(clock.instant().minus(AGE));
            if (swept > 0) {
                LOG.log(INFO, "{0} contents were never kept and are gone", swept);
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "sweeping failed, next time again", e);
        }
    }
}
