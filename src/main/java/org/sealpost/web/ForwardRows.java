package org.sealpost.web;

import java.util.List;
import java.util.Locale;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Domain;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.reception.ForwardRule;
import org.sealpost.reception.TargetRoad;

/** Puts forwards into words. Targets that nobody has looked at are looked at from now on, so that the next view knows. */
public final class ForwardRows {

    private final ForwardDesk desk;
    private final Forecasts forecasts;
    private final Phrasebook phrases;

    public ForwardRows(ForwardDesk desk, Forecasts forecasts, Phrasebook phrases) {
        this.desk = desk;
        this.forecasts = forecasts;
        this.phrases = phrases;
    }

    public List<ForwardRow> of(List<ForwardRule> rules) {
        return rules.stream().map(this::row).toList();
    }

    private ForwardRow row(ForwardRule rule) {
        TargetRoad road = desk.road(rule);
        if (road.state() == TargetRoad.State.UNKNOWN) {
            forecasts.recipientFacts(rule.accountId(), rule.target());
        }
        String state = road.state().name().toLowerCase(Locale.ROOT);
        String whose = rule.kind().isOfDomain() ? new Domain(rule.whose()).unicode() : rule.whose();
        boolean seen = road.state() == TargetRoad.State.SAFE || road.state() == TargetRoad.State.UNSAFE;
        return new ForwardRow(rule.uuid().toString(), phrases.say("forward.kind." + rule.kind().name(), whose, rule.words()),
                rule.target().toString(), phrases.say("forward.safety." + state), style(road.state()),
                seen ? phrases.say("forward.level." + road.level().name()) : "", rule.isActive(), rule.madeBy());
    }

    private static String style(TargetRoad.State state) {
        return switch (state) {
            case INSIDE, SAFE -> "is-ok";
            case UNSAFE -> "is-blocked";
            case UNKNOWN -> "is-waiting";
        };
    }
}
