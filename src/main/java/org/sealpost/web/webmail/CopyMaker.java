package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealpost.assurance.Protection;
import org.sealpost.delivery.Choices;
import org.sealpost.delivery.Delivery;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.delivery.DeliveryEvent;
import org.sealpost.directory.Site;
import org.sealpost.escrow.PickupFacts;
import org.sealpost.escrow.Pickups;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.Arrival;
import org.sealpost.web.compose.Chip;
import org.sealpost.web.compose.Recipient;
import org.sealpost.web.compose.Seen;

/** Puts deliveries into words: the worst for a list, the whole timeline for the open message. */
@RequestScoped
class CopyMaker {

    /** The worst first: it speaks for the message. */
    private static final List<State> WORST_FIRST = List.of(State.RETURNED, State.DROPPED, State.HELD, State.EXPIRED, State.QUEUED,
            State.WAITING_FOR_PICKUP, State.WITHDRAWN, State.PICKED_UP, State.DELIVERED);

    @Inject
    private Pickups pickups;
    @Inject
    private Site site;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    RowMaker.Tag worst(List<State> states) {
        Optional<State> worst = states.stream().min(Comparator.comparingInt(WORST_FIRST::indexOf));
        return worst.map(state -> {
            long same = states.stream().filter(state::equals).count();
            String words = phrases().say("sent." + key(state));
            return new RowMaker.Tag(same == states.size() ? words
                    : phrases().say("sent.of", same, states.size(), words.toLowerCase(moments.locale())), style(state));
        }).orElse(RowMaker.Tag.NONE);
    }

    static boolean isWaiting(List<State> states) {
        return states.stream().anyMatch(state -> state.isOpen() || state == State.WAITING_FOR_PICKUP);
    }

    String summary(Collection<State> states) {
        List<String> parts = new ArrayList<>();
        int all = states.size();
        part(parts, "sent.sum.have", states, all, state -> state == State.DELIVERED || state == State.PICKED_UP);
        part(parts, "sent.sum.waits", states, all, state -> state == State.WAITING_FOR_PICKUP);
        part(parts, "sent.sum.way", states, all, state -> state == State.QUEUED);
        part(parts, "sent.sum.held", states, all, state -> state == State.HELD);
        part(parts, "sent.sum.ended", states, all, state -> state == State.EXPIRED || state == State.WITHDRAWN);
        part(parts, "sent.sum.back", states, all, state -> state == State.RETURNED || state == State.DROPPED);
        return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
    }

    private void part(List<String> parts, String key, Collection<State> states, int all, Predicate<State> which) {
        int number = (int) states.stream().filter(which).count();
        if (number > 0) {
            parts.add(phrases().say(key + (number == 1 ? ".one" : ".many"), number, all));
        }
    }

    Copy copy(Delivery delivery) {
        Optional<PickupFacts> pickup = pickups.facts(delivery.accountId(), delivery.id());
        List<Copy.Event> events = new ArrayList<>(delivery.timeline().stream().map(this::event).toList());
        future(delivery, pickup).ifPresent(events::add);
        boolean wantsAttention = WORST_FIRST.indexOf(delivery.state()) < WORST_FIRST.indexOf(State.WITHDRAWN);
        boolean waiting = delivery.state() == State.WAITING_FOR_PICKUP;
        boolean locked = waiting && pickup.filter(PickupFacts::locked).isPresent();
        return new Copy(delivery.uuid().toString(), Recipient.readable(delivery.recipient()), "",
                locked ? phrases().say("sent.locked") : state(delivery), locked || delivery.isStuck() ? "is-warn" : style(delivery.state()),
                wantsAttention || delivery.isByReference() && waiting, events, isWithdrawable(delivery), waiting,
                delivery.isWaitingForTerms(), locked, ways(delivery, pickup));
    }

    private Copy.Ways ways(Delivery delivery, Optional<PickupFacts> pickup) {
        Choices choices = delivery.choices();
        String next = choices.following().filter(following -> choices.mayMoveOn())
                .map(following -> phrases().say("sent.next." + word(following))).orElse("");
        return new Copy.Ways(next, choices.mayPersevere(), choices.mayBeKept(), choices.isBeingTried(), delivery.isUncertain(),
                pickup.filter(facts -> delivery.isByReference() && delivery.state() == State.WAITING_FOR_PICKUP)
                        .map(facts -> script(delivery, facts)));
    }

    private Copy.Script script(Delivery delivery, PickupFacts facts) {
        return new Copy.Script(phrases().say("sent.keep.told", Recipient.readable(delivery.recipient())), site.at("/p").toString(),
                phrases().say("sent.keep.type", delivery.recipient()), facts.reference().toString(),
                phrases().say("sent.keep.answer", moments.day(facts.expiresAt())));
    }

    private static boolean isWithdrawable(Delivery delivery) {
        return delivery.state().isOpen() || delivery.state() == State.WAITING_FOR_PICKUP
                || delivery.state() == State.PICKED_UP;
    }

    private String state(Delivery delivery) {
        if (delivery.isStuck()) {
            return phrases().say("sent.stuck");
        }
        if (delivery.choices().isBeingTried()) {
            return phrases().say("sent.trying");
        }
        boolean again = delivery.state() == State.QUEUED && delivery.tries() > 0;
        if (again) {
            return phrases().say("sent.again", moments.brief(delivery.dueAt()));
        }
        if (delivery.isWaitingForTerms()) {
            return phrases().say("sent.terms");
        }
        boolean answered = has(delivery, DeliveryEvent.Kind.REPLIED);
        boolean opened = delivery.state() == State.WAITING_FOR_PICKUP && has(delivery, DeliveryEvent.Kind.OPENED);
        return phrases().say("sent." + (answered ? "answered" : opened ? "opened" : key(delivery.state())));
    }

    private static boolean has(Delivery delivery, DeliveryEvent.Kind kind) {
        return delivery.timeline().stream().anyMatch(event -> event.kind() == kind);
    }

    private Copy.Event event(DeliveryEvent event) {
        String key = event.kind().name().toLowerCase(Locale.ROOT);
        boolean plain = switch (event.kind()) {
            case QUEUED, OPENED, READ, DOWNLOADED, REPLIED -> true;
            default -> false;
        };
        String sentence = event.kind() == DeliveryEvent.Kind.OPENED ? phrases().say("timeline.opened.hint")
                : plain ? "" : phrases().say(event.reason());
        Optional<Arrival> sealed = sealed(event);
        return new Copy.Event(moments.brief(event.at()), moments.full(event.at()), sealed.map(Arrival::style).orElseGet(() -> style(event.kind())),
                phrases().say(sealed.isPresent() ? "timeline.encrypted" : "timeline." + key), sentence, facts(event), false);
    }

    /** As which chip the copy was encrypted to a key; empty if it wasn't. */
    private static Optional<Arrival> sealed(DeliveryEvent event) {
        String code = event.kind() == DeliveryEvent.Kind.PROTECTED ? event.reason().code() : "";
        return code.startsWith("protected.openpgp") ? Optional.of(Arrival.OPENPGP)
                : code.startsWith("protected.smime") ? Optional.of(Arrival.SMIME) : Optional.empty();
    }

    /** What comes next by itself. */
    private Optional<Copy.Event> future(Delivery delivery, Optional<PickupFacts> pickup) {
        Optional<Instant> patience = delivery.choices().patientUntil();
        if (patience.isPresent()) {
            return Optional.of(new Copy.Event(moments.brief(patience.get()), moments.full(patience.get()), "is-pickup",
                    phrases().say("timeline.patience." + word(delivery.choices().following().orElseThrow())),
                    phrases().say("timeline.patience"), List.of(), true));
        }
        if (delivery.state() == State.QUEUED && delivery.tries() > 0) {
            return Optional.of(new Copy.Event(moments.brief(delivery.dueAt()), moments.full(delivery.dueAt()), "is-queued",
                    phrases().say("timeline.next"), "", List.of(), true));
        }
        return pickup.filter(facts -> delivery.state() == State.WAITING_FOR_PICKUP).map(facts -> new Copy.Event(
                moments.brief(facts.expiresAt()), moments.full(facts.expiresAt()), "is-queued",
                phrases().say("timeline.expires", ChronoUnit.DAYS.between(moments.now(), facts.expiresAt().plus(1, ChronoUnit.HOURS))),
                phrases().say("timeline.reference", facts.reference()), List.of(), true));
    }

    /** Every server that was tried, in order. */
    private List<Chip.Fact> facts(DeliveryEvent event) {
        Seen seen = new Seen(moments, phrases());
        List<Chip.Fact> facts = new ArrayList<>(event.evidence().stream().flatMap(host -> seen.facts(host).stream()).toList());
        if (event.kind() == DeliveryEvent.Kind.PROTECTED) {
            List<String> fingerprints = event.reason().values();
            fingerprints.stream().limit(1).forEach(key -> facts.add(seen.fact("key", Fingerprint.grouped(key))));
            fingerprints.stream().skip(1).forEach(key -> facts.add(seen.fact("signer", Fingerprint.grouped(key))));
        }
        if (event.kind() == DeliveryEvent.Kind.NOTICE_DELIVERED && !facts.isEmpty()) {
            facts.add(seen.fact("content", phrases().say("fact.content.notice")));
        }
        return facts;
    }

    static String style(State state) {
        return switch (state) {
            case QUEUED -> "is-queued";
            case HELD -> "is-warn";
            case DELIVERED -> "is-delivered";
            case WAITING_FOR_PICKUP -> "is-waiting";
            case PICKED_UP -> "is-read";
            case EXPIRED, WITHDRAWN -> "is-quiet";
            case RETURNED -> "is-returned";
            case DROPPED -> "is-bad";
        };
    }

    private static String style(DeliveryEvent.Kind kind) {
        return switch (kind) {
            case QUEUED, RESUMED, DEFERRED, EXTENDED, TERMS_CHANGED, DELAY_TOLD, PERSEVERED -> "is-queued";
            case HELD, CODE_FAILED -> "is-warn";
            case PROTECTED, NEXT_PROTECTION, KEPT_FOR_REFERENCE -> "is-pickup";
            case INSECURE -> "is-weak";
            case DELIVERED, NOTICE_DELIVERED -> "is-delivered";
            case OPENED -> "is-opened";
            case READ, DOWNLOADED -> "is-read";
            case REPLIED -> "is-replied";
            case LOCKED -> "is-locked";
            case EXPIRED, WITHDRAWN -> "is-quiet";
            case RETURNED -> "is-returned";
            case DROPPED -> "is-bad";
        };
    }

    private static String word(Protection protection) {
        return protection.name().toLowerCase(Locale.ROOT);
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
