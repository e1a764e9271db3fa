package org.sealpost.web.admin.domains;

import java.util.List;
import java.util.Locale;
import org.sealpost.publication.DnsState;
import org.sealpost.publication.WantedRecord;
import org.sealpost.web.Phrasebook;

/**
 * A record as the page shows it.
 *
 * @param purpose what it is for, as a sentence
 * @param found what is published instead; shown only where that matters
 */
public record DnsRow(String type, String name, String value, String purpose, boolean required, String style, String state, List<String> found) {

    static DnsRow of(DnsState state, Phrasebook phrases) {
        String style = switch (state.state()) {
            case RIGHT -> "is-ok";
            case MISSING -> state.wanted().required() ? "is-warn" : "is-none";
            case DIFFERS -> "is-warn";
            case UNKNOWN -> "is-waiting";
        };
        return row(state.wanted(), style, state.state().name(), state.state() == DnsState.State.DIFFERS ? state.found() : List.of(), phrases);
    }

    static DnsRow unasked(WantedRecord wanted, Phrasebook phrases) {
        return row(wanted, "is-waiting", "ASKED", List.of(), phrases);
    }

    private static DnsRow row(WantedRecord wanted, String style, String state, List<String> found, Phrasebook phrases) {
        return new DnsRow(wanted.type().name(), wanted.name(), wanted.value(), phrases.say("dns.purpose." + word(wanted.purpose().name())),
                wanted.required(), style, phrases.say("dns.state." + word(state)), found);
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
