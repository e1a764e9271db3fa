package org.sealpost.delivery;

import java.util.List;
import org.sealpost.transport.Outcome;

/** What became of deliveries that travelled together, not written down yet: an outcome for each, in order. */
record Settlement(List<Delivery> deliveries, List<Outcome> outcomes) {

    /** One that can be written down alone. */
    Settlement only(Delivery delivery) {
        return new Settlement(List.of(delivery), List.of(outcomes.get(deliveries.indexOf(delivery))));
    }
}
