package org.sealpost.web.webmail;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupDays;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;

/** The words of the strip that says on what terms a message waits on the pickup page. */
public final class PickupStrip {

    private final Outlook outlook;
    private final PickupWishes wishes;
    private final PickupDays allowed;
    private final Moments moments;
    private final Phrasebook phrases;

    /** A way to prove who one is. */
    public record Choice(String value, String words, boolean chosen, boolean off) { }

    /** How long it may wait. */
    public record Term(int days, String words) { }

    PickupStrip(Outlook outlook, PickupWishes wishes, PickupDays allowed, Moments moments, Phrasebook phrases) {
        this.outlook = outlook;
        this.wishes = wishes;
        this.allowed = allowed;
        this.moments = moments;
        this.phrases = phrases;
    }

    public boolean isShown() {
        return !outlook.byPickup().isEmpty();
    }

    public String getPeople() {
        return phrases.say("strip.for", labels(outlook.byPickup()));
    }

    /** Within the account's limits. */
    public List<Term> getTerms() {
        return Stream.concat(IntStream.of(3, 7, 14, 30, 60, 90, 180).boxed(), Stream.of(allowed.standard(), wishes.days()))
                .filter(days -> allowed.within(days) == days).sorted().distinct()
                .map(days -> new Term(days, phrases.say("strip.days", moments.day(moments.now().plus(days, ChronoUnit.DAYS)), days)))
                .toList();
    }

    public String getLimits() {
        return phrases.say("strip.allowed", allowed.least(), allowed.most());
    }

    /** A mailed code is no choice where it would lie open beside the link. */
    public List<Choice> getChoices() {
        boolean codeOff = !outlook.withoutCode().isEmpty();
        return Stream.of(IdentityCheck.values()).map(check -> new Choice(check.name(), phrases.say("strip." + word(check)),
                check == wishes.check(), check == IdentityCheck.CODE && codeOff)).toList();
    }

    public String getHint() {
        boolean open = wishes.check() == IdentityCheck.CODE && !outlook.withoutCode().isEmpty();
        return open ? phrases.say("strip.code.off", labels(outlook.withoutCode()))
                : phrases.say("strip." + word(wishes.check()) + ".hint");
    }

    /** What it looks like, but for what is typed into it. */
    Object state() {
        return List.of(getPeople(), getChoices(), getHint(), isShown());
    }

    private static String labels(List<Chip> chips) {
        return chips.stream().map(Chip::label).collect(Collectors.joining(", "));
    }

    private static String word(IdentityCheck check) {
        return check.name().toLowerCase(Locale.ROOT);
    }
}
