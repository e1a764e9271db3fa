package org.sealpost.web.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupDays;
import org.sealpost.submission.TermsCheck;
import org.sealpost.web.Phrasebook;

/**
 * What the page says about all recipients together: one sentence, who wants a decision, what the button does and why it
 * can't be pressed. Nothing but chips goes in, so every sentence can be tested.
 */
public final class Outlook {

    /** Those that need no words beside a button that says Send. */
    private static final Set<Arrival.Way> PLAIN = EnumSet.of(Arrival.Way.INBOX, Arrival.Way.OPENPGP, Arrival.Way.SMIME);

    private final List<Chip> chips;
    private final PickupWishes pickup;
    private final PickupDays days;
    private final Phrasebook phrases;

    Outlook(List<Chip> chips, PickupWishes pickup, PickupDays days, Phrasebook phrases) {
        this.chips = List.copyOf(chips);
        this.pickup = pickup;
        this.days = days;
        this.phrases = phrases;
    }

    public List<Chip> chips() {
        return chips;
    }

    /** One sentence for each that was typed and is no address. */
    public List<String> flaws() {
        return chips.stream().filter(Chip::malformed).map(Chip::sentence).toList();
    }

    /** "5 arrive in the inbox, 1 opens on a pickup page, 1 can't be sent. Still checking 1." */
    public String sentence() {
        int checking = count(chip -> chip.arrival() == Arrival.CHECKING);
        if (checking == chips.size()) {
            return phrases.count("protect.onlychecking", checking);
        }
        String known = isFine() && checking == 0 ? fine() : parts();
        return checking == 0 ? known : known + " " + phrases.count("protect.checking", checking);
    }

    /** Whether nobody wants a decision: then the panel is one line. */
    public boolean isFine() {
        return chips.stream().noneMatch(chip -> chip.arrival().wantsDecision());
    }

    /** Whether somebody gets it without a promise. */
    public boolean isUnprotected() {
        return chips.stream().anyMatch(chip -> chip.arrival().way() == Arrival.Way.ORDINARY);
    }

    public boolean isChecking() {
        return chips.stream().anyMatch(chip -> chip.arrival() == Arrival.CHECKING);
    }

    /** Those who want a decision, the loudest first; what is no address is told beside its field. */
    public List<Chip> loud() {
        return chips.stream().filter(chip -> chip.arrival().wantsDecision() && !chip.malformed())
                .sorted((a, b) -> a.arrival().compareTo(b.arrival())).toList();
    }

    List<Chip> byPickup() {
        return chips.stream().filter(chip -> chip.arrival() == Arrival.PICKUP).toList();
    }

    /** Those whose road is in clear: link and code would lie open together. */
    List<Chip> withoutCode() {
        return byPickup().stream().filter(chip -> !chip.codeProves()).toList();
    }

    /** What pressing the button does. */
    public String button() {
        Set<Arrival.Way> ways = ways();
        if (ways.size() > 1) {
            return phrases.say("send.ways", ways.size());
        }
        if (isUnprotected()) {
            return phrases.say("send.ordinary");
        }
        return phrases.say(ways.contains(Arrival.Way.PICKUP) ? "send.pickup" : "send.plain");
    }

    /** What stands beside the button when it can be pressed. */
    public String remark() {
        Set<Arrival.Way> ways = ways();
        boolean plain = ways.stream().allMatch(PLAIN::contains);
        if (ways.size() < 2 && plain) {
            return phrases.say("send.undo");
        }
        String each = ways.stream().map(way -> phrases.count("send.remark." + way.name().toLowerCase(Locale.ROOT),
                count(chip -> chip.arrival().way() == way))).collect(Collectors.joining(", "));
        return each.substring(0, 1).toUpperCase(phrases.locale()) + each.substring(1) + ". " + phrases.say("send.undo");
    }

    /** Why the button can't be pressed, with the way out; empty if it can. */
    Optional<String> obstacle() {
        if (chips.isEmpty()) {
            return Optional.of(phrases.say("send.obstacle.nobody"));
        }
        Optional<Chip> stopped = chips.stream().filter(chip -> chip.arrival().isStopped()).findFirst();
        if (stopped.isPresent()) {
            String key = stopped.get().malformed() ? "send.obstacle.malformed" : "send.obstacle.blocked";
            return Optional.of(phrases.say(key, stopped.get().label()));
        }
        return byPickup().isEmpty() ? Optional.empty() : pickupObstacle();
    }

    private Optional<String> pickupObstacle() {
        if (isAsking() && pickup.question().isBlank()) {
            return Optional.of(phrases.say("send.obstacle.question", labels(asked())));
        }
        if (isAsking() && pickup.answer().isBlank()) {
            return Optional.of(phrases.say("send.obstacle.answer"));
        }
        if (pickup.check() == IdentityCheck.PASSPHRASE && pickup.answer().isBlank()) {
            return Optional.of(phrases.say("send.obstacle.passphrase"));
        }
        return termsObstacle();
    }

    /** Whether somebody answers a question: by choice, or because a code would prove nothing there. */
    boolean isAsking() {
        return switch (pickup.check()) {
            case CODE -> !withoutCode().isEmpty();
            case QUESTION -> true;
            case PASSPHRASE -> false;
        };
    }

    /** Who answers it. */
    List<Chip> asked() {
        return pickup.check() == IdentityCheck.CODE ? withoutCode() : byPickup();
    }

    static String labels(List<Chip> chips) {
        return chips.stream().map(Chip::label).collect(Collectors.joining(", "));
    }

    private Optional<String> termsObstacle() {
        return new TermsCheck(days).flaws(pickup.terms()).stream().findFirst().map(phrases::say);
    }

    private Set<Arrival.Way> ways() {
        Set<Arrival.Way> ways = chips.stream().map(chip -> chip.arrival().way())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Arrival.Way.class)));
        ways.remove(Arrival.Way.NONE);
        ways.remove(Arrival.Way.UNKNOWN);
        return ways;
    }

    private String fine() {
        boolean inside = chips.stream().allMatch(chip -> chip.arrival() == Arrival.INSIDE);
        String key = inside ? "protect.inside" : "protect.fine";
        return chips.size() == 2 ? phrases.say(key + ".both") : phrases.count(key, chips.size());
    }

    private String parts() {
        List<String> parts = new ArrayList<>();
        part(parts, "protect.inbox", count(chip -> isInInbox(chip.arrival())));
        part(parts, "protect.pickup", byPickup().size());
        part(parts, "protect.clear", count(chip -> chip.arrival() == Arrival.CLEAR));
        part(parts, "protect.ordinary", count(chip -> chip.arrival() == Arrival.ORDINARY));
        part(parts, "protect.held", count(chip -> chip.arrival() == Arrival.HELD));
        part(parts, "protect.blocked", count(chip -> chip.arrival().isStopped()));
        return String.join(", ", parts) + ".";
    }

    private static boolean isInInbox(Arrival arrival) {
        return switch (arrival.way()) {
            case INBOX, OPENPGP, SMIME -> true;
            case NONE, HELD, UNKNOWN, PICKUP, ORDINARY -> false;
        };
    }

    private void part(List<String> parts, String key, int number) {
        if (number > 0) {
            parts.add(phrases.count(key, number));
        }
    }

    private int count(Predicate<Chip> which) {
        return (int) chips.stream().filter(which).count();
    }
}
