package org.sealpost.escrow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;

/**
 * Doors that never open, for references that belong to nothing: they ask for a code that nobody gets, count wrong tries
 * and lock like the others, so that answers don't tell which references exist. The latest ten thousand are remembered.
 */
final class Decoys {

    private static final int MAX = 10_000;

    private static final class Decoy {
        private final Tries tries = new Tries();
        private Instant sentAt;
    }

    private final Map<String, Decoy> decoys = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoy> eldest) {
            return size() > MAX;
        }
    };

    synchronized Challenge start(Door door, Instant now) {
        Decoy decoy = decoy(door);
        if (!decoy.tries.locked(now) && (decoy.sentAt == null || !now.isBefore(decoy.sentAt.plus(Pickup.RESEND_AFTER)))) {
            decoy.sentAt = now;
        }
        return challenge(door, now);
    }

    synchronized Challenge challenge(Door door, Instant now) {
        Decoy decoy = decoy(door);
        Optional<Instant> sentAt = Optional.ofNullable(decoy.sentAt);
        return new Challenge(IdentityCheck.CODE, 0, Mask.of(door.address()), Optional.empty(), Optional.empty(), sentAt,
                sentAt.map(at -> at.plus(Pickup.RESEND_AFTER)), false, decoy.tries.left(), closed(decoy, now));
    }

    synchronized Verdict verify(Door door, Instant now) {
        Decoy decoy = decoy(door);
        Optional<Closed> closed = closed(decoy, now);
        if (closed.isPresent()) {
            return new Verdict.Shut(closed.get(), false);
        }
        return decoy.tries.wrong(now) ? new Verdict.Shut(Closed.locked(decoy.tries), true) : new Verdict.Wrong(decoy.tries.left());
    }

    private static Optional<Closed> closed(Decoy decoy, Instant now) {
        return decoy.tries.locked(now) ? Optional.of(Closed.locked(decoy.tries)) : Optional.empty();
    }

    private Decoy decoy(Door door) {
        return decoys.computeIfAbsent(door.reference() + " " + door.address().toLowerCase(Locale.ROOT), unknown -> new Decoy());
    }
}
