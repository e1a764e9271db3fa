package org.sealpost.web.webmail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Place;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.compose.Recipient;

/** Puts filters into words: From contains “bank” and Subject contains “statement”; move to Bank, star. */
final class FilterWords {

    private final Phrasebook phrases;
    private final Map<UUID, String> folders;

    /** @param folders the names of the user's own folders */
    FilterWords(Phrasebook phrases, Map<UUID, String> folders) {
        this.phrases = phrases;
        this.folders = folders;
    }

    String when(Filter filter) {
        return filter.conditions().stream().map(condition -> phrases.say("filters.part." + condition.part().name(), condition.text()))
                .reduce((one, other) -> phrases.say("filters.and", one, other)).orElse("");
    }

    String then(Filter filter) {
        List<String> deeds = new ArrayList<>();
        filter.move().ifPresent(place -> deeds.add(phrases.say("filters.then.move", name(place))));
        if (filter.star()) {
            deeds.add(phrases.say("filters.then.star"));
        }
        filter.forward().ifPresent(target -> deeds.add(phrases.say("filters.then.forward", Recipient.readable(target))));
        return String.join(", ", deeds);
    }

    /** Whether the folder that it moves to isn't there. */
    boolean isGone(Filter filter) {
        return filter.move().flatMap(Place::own).filter(own -> !folders.containsKey(own)).isPresent();
    }

    String name(Place place) {
        return place.own().map(own -> folders.getOrDefault(own, phrases.say("filters.gone.name")))
                .orElseGet(() -> phrases.say("folder." + place.kind().name().toLowerCase(java.util.Locale.ROOT)));
    }
}
