package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;

/** What happened to a delivery: the new events that a verb brings, and for pages all of them. */
final class Timeline {

    private final List<DeliveryEvent> fresh = new ArrayList<>();
    private List<DeliveryEvent> all = List.of();

    void add(DeliveryEvent event) {
        fresh.add(event);
    }

    /** What the verbs brought since the last call, to be stored. */
    List<DeliveryEvent> take() {
        List<DeliveryEvent> taken = List.copyOf(fresh);
        all = taken;
        fresh.clear();
        return taken;
    }

    void show(List<DeliveryEvent> events) {
        all = List.copyOf(events);
    }

    /** Oldest first. */
    List<DeliveryEvent> all() {
        return all;
    }

    Optional<Reason> lastReason() {
        return last().map(DeliveryEvent::reason);
    }

    /** What was seen at the host that decided. */
    Optional<Evidence> lastSeen() {
        return last().map(DeliveryEvent::evidence).filter(seen -> !seen.isEmpty()).map(seen -> seen.get(seen.size() - 1));
    }

    private Optional<DeliveryEvent> last() {
        List<DeliveryEvent> newest = fresh.isEmpty() ? all : fresh;
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.get(newest.size() - 1));
    }
}
