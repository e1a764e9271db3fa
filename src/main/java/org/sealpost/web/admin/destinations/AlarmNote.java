package org.sealpost.web.admin.destinations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Alarm;
import org.sealpost.monitor.Change;
import org.sealpost.web.Phrasebook;

/**
 * One domain that became less safe, in words.
 *
 * @param falls what changed, the latest first
 * @param underWay whether it is being looked at
 */
public record AlarmNote(Domain domain, List<Fall> falls, String waiting, Instant since, boolean underWay) {

    /** @param means what it means for mail there */
    public record Fall(HeatCell was, HeatCell became, String means) { }

    /** What holds for mail to it now. */
    enum Bond { USUAL,
        /** It doesn't reach its road floor. */
        BLOCKED,
        /** The TLS memory is set aside. */
        LIFTED
    }

    /** @param alarms all of one domain, the latest first */
    static AlarmNote of(List<Alarm> alarms, Bond bond, boolean underWay, Phrasebook phrases) {
        Alarm latest = alarms.get(0);
        return new AlarmNote(latest.domain(), alarms.stream().map(alarm -> fall(alarm.fall(), bond, phrases)).toList(),
                latest.waiting() == 0 ? phrases.say("alarm.waiting.none") : phrases.count("alarm.waiting", (int) latest.waiting()),
                latest.since(), underWay);
    }

    private static Fall fall(Change change, Bond bond, Phrasebook phrases) {
        return new Fall(new HeatCell("is-ok", value(change.what(), change.was(), phrases)),
                new HeatCell(isGone(change) ? "is-bad" : "is-warn", value(change.what(), change.became(), phrases)),
                phrases.say("alarm.means." + word(change.what().name()) + "." + means(change, bond)));
    }

    private static String means(Change change, Bond bond) {
        boolean blocked = change.what() == Change.What.LEVEL && bond == Bond.BLOCKED;
        return blocked || isGone(change) && bond == Bond.LIFTED ? word(bond.name()) : word(change.became());
    }

    static String value(Change.What what, String value, Phrasebook phrases) {
        String group = what == Change.What.LEVEL ? "level." : "changed." + word(what.name()) + ".";
        return phrases.say(group + word(value));
    }

    private static boolean isGone(Change change) {
        return change.what() == Change.What.LEVEL && change.became().equals(TlsLevel.NONE.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
