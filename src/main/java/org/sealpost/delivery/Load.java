package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Protection;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.mail.Domain;
import org.sealpost.transport.TlsDemand;

/** Deliveries that travel in one SMTP transaction: the same octets to visible recipients of one domain. */
record Load(Domain domain, List<Delivery> deliveries) {

    /** What must be equal; {@code alone} is set for whoever shares with nobody. */
    private record Key(UUID message, Domain domain, Optional<Protection> protection, TlsDemand demand, Optional<Long> alone) { }

    /** Groups what was claimed; each blind recipient and each copy of its own travels alone. */
    static List<Load> of(List<Delivery> claimed) {
        Map<Key, List<Delivery>> groups = new LinkedHashMap<>();
        claimed.forEach(delivery -> groups.computeIfAbsent(key(delivery), key -> new ArrayList<>()).add(delivery));
        return groups.entrySet().stream().map(group -> new Load(group.getKey().domain(), List.copyOf(group.getValue()))).toList();
    }

    List<Long> ids() {
        return deliveries.stream().map(Delivery::id).toList();
    }

    Delivery first() {
        return deliveries.get(0);
    }

    private static Key key(Delivery delivery) {
        boolean shares = delivery.isVisible() && travelsAsItIs(delivery);
        return new Key(delivery.message().uuid(), delivery.recipient().domain(), delivery.protection(), delivery.demand(),
                shares ? Optional.empty() : Optional.of(delivery.id()));
    }

    /** Whether the original itself goes over the wire. */
    static boolean travelsAsItIs(Delivery delivery) {
        return delivery.state() == State.QUEUED && !delivery.isInside() && !delivery.copy().isMade() && !delivery.needsProtection()
                && !delivery.lease().isPoisonous();
    }
}
