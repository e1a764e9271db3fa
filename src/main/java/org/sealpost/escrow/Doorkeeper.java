package org.sealpost.escrow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.mail.Address;

/**
 * Lets the right reader in. Looking changes nothing; only {@link #start} and what follows do. By reference every answer
 * takes the same time and looks the same, whether or not the reference exists, until somebody proves to be its recipient.
 */
@ApplicationScoped
public class Doorkeeper {

    /** Longer than any of the answers needs. */
    private static final Duration EVEN = Duration.ofMillis(400);

    @Inject
    private Pickups pickups;
    @Inject
    private SealedTerms terms;
    @Inject
    private InstantSource clock;

    private final Decoys decoys = new Decoys();

    /** What stands on the door of a link; empty if nobody ever got this one. */
    public Optional<Doorplate> byLink(PickupToken token) {
        return pickups.plate(token);
    }

    /** A door for whatever was typed. */
    public Door byReference(Reference reference, Address address) {
        return evenly(Route.REFERENCE, () -> pickups.door(reference, address)
                .orElseGet(() -> new Door(0, 0, Route.REFERENCE, reference.toString(), address.toString())));
    }

    /** The first button: asks for a code to be mailed, if that is the check. Pressing it again soon mails no second one. */
    public Challenge start(Door door) {
        return evenly(door.route(), () -> door.isFalse() ? decoys.start(door, clock.instant())
                : challenge(door, pickups.start(door)));
    }

    /** What is asked for, without asking for a code. */
    public Challenge challenge(Door door) {
        return evenly(door.route(), () -> door.isFalse() ? decoys.challenge(door, clock.instant())
                : challenge(door, pickups.look(door)));
    }

    /** One try. */
    public Verdict verify(Door door, String given) {
        return evenly(door.route(), () -> door.isFalse() ? verdictOfDecoy(door, given) : verdict(door, given));
    }

    /**
     * The message, for a session that once passed; empty if it was withdrawn or expired, or the check changed since.
     *
     * @param terms of the challenge as it was before it was passed
     */
    public Optional<OpenPickup> enter(Door door, int terms) {
        return Optional.of(pickups.look(door)).filter(pickup -> pickup.ended(clock.instant()).isEmpty())
                .filter(pickup -> pickup.termsVersion() == terms).map(Pickup::opened);
    }

    /** Why {@link #enter} had nothing; empty if it is only that the check changed. */
    public Optional<Closed> ended(Door door) {
        return pickups.look(door).ended(clock.instant());
    }

    public void downloaded(Door door) {
        pickups.downloaded(door);
    }

    public void replied(Door door) {
        pickups.replied(door);
    }

    private Challenge challenge(Door door, Pickup pickup) {
        Instant now = clock.instant();
        boolean known = door.route() == Route.LINK || pickup.check() != IdentityCheck.CODE;
        return new Challenge(pickup.check(), pickup.termsVersion(), Mask.of(pickup.recipient().toString()),
                Optional.of(pickup.authorName()).filter(name -> known && !name.isBlank()), terms.question(pickup),
                pickup.codeSentAt(), pickup.codeSentAt().map(at -> at.plus(Pickup.RESEND_AFTER)),
                known && pickup.hasCodeFailed(), pickup.tries(door.route()).left(), pickup.closed(door.route(), now));
    }

    private Verdict verdict(Door door, String given) {
        Pickup pickup = pickups.look(door);
        if (pickup.check() == IdentityCheck.CODE) {
            return Code.typed(given).map(code -> pickups.redeem(door, code)).orElseGet(Verdict.Unreadable::new);
        }
        byte[] sealed = pickup.secret().orElseThrow();
        return pickups.answer(door, sealed, terms.isAnswer(pickup, sealed, given));
    }

    private Verdict verdictOfDecoy(Door door, String given) {
        return Code.typed(given).map(code -> decoys.verify(door, clock.instant())).orElseGet(Verdict.Unreadable::new);
    }

    private <T> T evenly(Route route, Supplier<T> answer) {
        if (route == Route.LINK) {
            return answer.get();
        }
        long until = clock.millis() + EVEN.toMillis();
        T result = answer.get();
        rest(Math.min(until - clock.millis(), EVEN.toMillis()));
        return result;
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
