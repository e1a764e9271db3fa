package org.sealpost.submission;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Ends messages that have waited too long for their senders. */
@ApplicationScoped
public class HeldExpiry {

    private static final System.Logger LOG = System.getLogger(HeldExpiry.class.getName());

    private Counter counter;

    protected HeldExpiry() {
    }

    @Inject
    HeldExpiry(Counter counter) {
        this.counter = counter;
    }

    /** One round; never throws, so that a scheduler keeps calling it. */
    public void expire() {
        try {
            int expired = counter.expire();
            if (expired > 0) {
                LOG.log(INFO, "{0} messages waited too long for their senders and are gone", expired);
            }
        } catch (RuntimeException e) {
            LOG.log(WARNING, "held messages couldn''t be ended, next time again", e);
        }
    }
}
