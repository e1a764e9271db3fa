package org.sealpost.web.admin.destinations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.LiveLooks;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** Somebody presses <em>Check now</em>. */
@RequestScoped
class LookRequests {

    @Inject
    private LookLimits limits;
    @Inject
    private LiveLooks live;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    /** @return why it wasn't begun, as a sentence */
    Optional<String> begin(Domain domain) {
        long accountId = signedIn.account().id();
        Phrasebook phrases = tongue.phrases("org.sealpost.web.admin.admin");
        Optional<Duration> wait = limits.taken(accountId, domain);
        if (wait.isPresent()) {
            return Optional.of(phrases.count("look.often", (int) wait.get().plusSeconds(59).toMinutes()));
        }
        return live.begin(accountId, domain) ? Optional.empty() : Optional.of(phrases.say("look.busy"));
    }
}
