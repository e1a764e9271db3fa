package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.mail.Address;
import org.sealpost.policy.Inheritance;

/** Measures targets of forwards against the account's level. It never looks itself: whoever shows them does. */
@ApplicationScoped
class TargetRoads {

    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settings;
    @Inject
    private Destinations destinations;

    protected TargetRoads() {
    }

    boolean isTlsOnly(long accountId) {
        return settings(accountId).get(Setting.FORWARD_TLS_ONLY);
    }

    Inheritance settings(long accountId) {
        return Inheritance.of(settings.system(), settings.account(accountId));
    }

    TargetRoad to(long accountId, Address target) {
        if (directory.proven(target.domain()).isPresent()) {
            return new TargetRoad(TargetRoad.State.INSIDE, TlsLevel.NONE);
        }
        Inheritance settings = settings(accountId);
        Optional<DestinationFacts> facts = destinations.facts(target.domain());
        TlsLevel seen = facts.map(known -> known.level(settings.get(Setting.MINIMUM_VERSION))).orElse(TlsLevel.NONE);
        if (facts.filter(known -> known.fresh() || known.takesNoMail()).isEmpty()) {
            return new TargetRoad(TargetRoad.State.UNKNOWN, seen);
        }
        TlsLevel needed = settings.get(Setting.LEVEL).strictest(destinations.floor(target.domain(), facts).level());
        boolean safe = !facts.get().takesNoMail() && seen.reaches(needed) && settings.get(Setting.TLS_RECIPIENTS).allow(target);
        return new TargetRoad(safe ? TargetRoad.State.SAFE : TargetRoad.State.UNSAFE, seen);
    }
}
