package org.sealpost.reception;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Filters;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.Sorting;
import org.sealpost.mailbox.Traits;

/**
 * Holds what arrives against its recipient's filters. Whatever is wrong with them, the message is taken: then it lies in the inbox. What
 * Sealpost wrote itself lies there always, so that no filter hides a return or an alarm.
 */
@ApplicationScoped
class Sorter {

    private static final System.Logger LOG = System.getLogger(Sorter.class.getName());

    @Inject
    private Filters filters;

    protected Sorter() {
    }

    /** @param list what its List-Id says; empty if there is none */
    Sorting sorted(User recipient, Received received, Headline headline, String list) {
        if (received == Received.SYSTEM) {
            return Sorting.NONE;
        }
        try {
            List<Filter> own = filters.of(recipient.accountId(), recipient.id());
            return own.isEmpty() ? Sorting.NONE : Sorting.by(own, Traits.of(headline, list));
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the filters of user " + recipient.id() + " are not applied", e);
            return Sorting.NONE;
        }
    }
}
