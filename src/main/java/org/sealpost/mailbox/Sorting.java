package org.sealpost.mailbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sealpost.mail.Address;

/**
 * What a user's filters make of a message.
 *
 * @param place of the first filter that matches and moves; the inbox if there is none
 * @param starred whether any that matches stars it
 * @param forwards whom all that match send it on to
 */
public record Sorting(Place place, boolean starred, Set<Address> forwards) {

    public static final Sorting NONE = new Sorting(Place.INBOX, false, Set.of());

    public Sorting {
        forwards = Set.copyOf(forwards);
    }

    public static Sorting by(List<Filter> filters, Traits message) {
        List<Filter> matching = filters.stream().filter(filter -> filter.matches(message)).toList();
        Set<Address> forwards = new LinkedHashSet<>();
        matching.forEach(filter -> filter.forward().ifPresent(forwards::add));
        return new Sorting(matching.stream().flatMap(filter -> filter.move().stream()).findFirst().orElse(Place.INBOX),
                matching.stream().anyMatch(Filter::star), forwards);
    }
}
