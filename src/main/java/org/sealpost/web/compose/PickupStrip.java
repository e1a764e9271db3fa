package org.sealpost.web.compose;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
        return phrases.say("strip.for", Outlook.labels(outlook.byPickup()));
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

    /** A mailed code is no choice if it would lie open beside the link for everybody. */
    public List<Choice> getChoices() {
        return Stream.of(IdentityCheck.values()).map(check -> new Choice(check.name(), phrases.say("strip." + word(check)),
                check == shown(), check == IdentityCheck.CODE && isCodeOff())).toList();
    }

    public String getHint() {
        if (wishes.check() != IdentityCheck.CODE || outlook.withoutCode().isEmpty()) {
            return phrases.say("strip." + word(wishes.check()) + ".hint");
        }
        return phrases.say(isCodeOff() ? "strip.code.off" : "strip.code.some", Outlook.labels(outlook.withoutCode()));
    }

    /** Whether question and answer are to be written. */
    public boolean isAsking() {
        return outlook.isAsking();
    }

    public String getQuestionFor() {
        return phrases.say("strip.ask", Outlook.labels(outlook.asked()));
    }

    private boolean isCodeOff() {
        return outlook.withoutCode().size() == outlook.byPickup().size();
    }

    private IdentityCheck shown() {
        return wishes.check() == IdentityCheck.CODE && isCodeOff() ? IdentityCheck.QUESTION : wishes.check();
    }

    /** What it looks like, but for what is typed into it. */
    Object state() {
        return List.of(getPeople(), getChoices(), getHint(), isShown(), isAsking());
    }

    private static String word(IdentityCheck check) {
        return check.name().toLowerCase(Locale.ROOT);
    }
}
