package org.sealpost.web.admin.destinations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.directory.Quotas;

/** How often others' servers are looked at because somebody here presses a button. */
@ApplicationScoped
class LookLimits {

    static final int ACCOUNTS_LOOKS = 30;
    static final int DOMAINS_LOOKS = 12;
    private static final Duration WHILE = Duration.ofMinutes(5);

    private Quotas quotas;

    @Inject
    void count(InstantSource clock) {
        quotas = new Quotas(clock);
    }

    /** @return how long to wait, if it may not be looked at now */
    Optional<Duration> taken(long accountId, Domain domain) {
        return quotas.taken("account " + accountId, ACCOUNTS_LOOKS, WHILE)
                .or(() -> quotas.taken("domain " + domain, DOMAINS_LOOKS, WHILE));
    }
}
