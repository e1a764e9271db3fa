package org.sealpost.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.Alarm;
import org.sealpost.monitor.Change;
import org.sealpost.web.Phrasebook;

/** One domain that became less safe, in words. @param falls what changed, the latest first */
public record AlarmNote(Domain domain, List<Fall> falls, String waiting, Instant since) {

    /** @param means what it means for mail there */
    public record Fall(HeatCell was, HeatCell became, String means) { }

    /** @param alarms all of one domain, the latest first */
    static AlarmNote of(List<Alarm> alarms, Phrasebook phrases) {
        Alarm latest = alarms.get(0);
        return new AlarmNote(latest.domain(), alarms.stream().map(alarm -> fall(alarm.fall(), phrases)).toList(),
                latest.waiting() == 0 ? phrases.say("alarm.waiting.none") : phrases.count("alarm.waiting", (int) latest.waiting()),
                latest.since());
    }

    private static Fall fall(Change change, Phrasebook phrases) {
        String group = "alarm.means." + word(change.what().name()) + ".";
        return new Fall(new HeatCell("is-ok", value(change.what(), change.was(), phrases)),
                new HeatCell(isGone(change) ? "is-bad" : "is-warn", value(change.what(), change.became(), phrases)),
                phrases.say(group + word(change.became())));
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
