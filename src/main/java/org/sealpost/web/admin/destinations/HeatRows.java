package org.sealpost.web.admin.destinations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Correspondent;
import org.sealpost.monitor.Correspondents;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** Some of the domains that the account wrote to, each with what is known of it. */
@RequestScoped
class HeatRows {

    @Inject
    private Correspondents correspondents;
    @Inject
    private Destinations destinations;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private InstantSource clock;

    List<HeatRow> of(Correspondents.Wanted wanted) {
        long accountId = signedIn.account().id();
        List<Correspondent> listed = correspondents.list(accountId, wanted);
        List<Domain> domains = listed.stream().map(Correspondent::domain).toList();
        Map<Domain, DestinationFacts> facts = destinations.facts(domains);
        Map<Domain, Long> times = correspondents.times(accountId, domains);
        Map<Domain, LocalDate> failures = correspondents.failures(domains);
        HeatMap map = map();
        return listed.stream().map(one -> map.row(one, Optional.ofNullable(facts.get(one.domain())),
                times.getOrDefault(one.domain(), 0L), Optional.ofNullable(failures.get(one.domain())))).toList();
    }

    HeatMap map() {
        return new HeatMap(tongue.phrases("org.sealpost.web.admin.admin"), clock.instant());
    }
}
