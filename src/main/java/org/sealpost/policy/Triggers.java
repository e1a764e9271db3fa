package org.sealpost.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.TriggerTexts;

/**
 * What a sender asks for by words in the subject or by the header {@code X-Sealpost-Protection}; both are stripped
 * before a message leaves, and from what arrives.
 */
public final class Triggers {

    /** Its values: {@code encrypt}, {@code escrow}, {@code clear}; any other counts as {@code escrow}. */
    public static final String HEADER = "X-Sealpost-Protection";

    /**
     * What was found; where several are, the strictest counts.
     *
     * @param subject without them
     */
    public record Found(String subject, Escalation escalation, Marking marking) { }

    private final TriggerTexts texts;

    public Triggers(TriggerTexts texts) {
        this.texts = texts;
    }

    /**
     * Reads what the sender wrote.
     *
     * @param header the header's value, if there is one
     * @param parentSubject the subject of the message it answers, as that arrived: whoever wrote it can't talk this
     *                      answer into the clear
     */
    public Found read(String subject, Optional<String> header, Optional<String> parentSubject) {
        Optional<String> word = header.map(value -> value.strip().toLowerCase(Locale.ROOT));
        boolean escrow = holds(subject, texts.escrow()) || word.filter(Triggers::asksForEscrow).isPresent();
        boolean stronger = holds(subject, texts.stronger()) || word.filter("encrypt"::equals).isPresent();
        boolean clear = holds(subject, texts.clear()) || word.filter("clear"::equals).isPresent();
        boolean copied = parentSubject.filter(parent -> holds(parent, texts.clear())).isPresent();
        return new Found(stripped(subject), escalation(escrow, stronger), marking(clear, copied));
    }

    /** The subject without any trigger; a blank takes its place, so that stripping one uncovers no other. */
    public String stripped(String subject) {
        String stripped = subject;
        for (String text : List.of(texts.stronger(), texts.escrow(), texts.clear())) {
            stripped = pattern(text).matcher(stripped).replaceAll(" ");
        }
        return stripped.equals(subject) ? subject : stripped.replaceAll(" {2,}", " ").strip();
    }

    private static boolean asksForEscrow(String word) {
        return !word.equals("encrypt") && !word.equals("clear");
    }

    private static Escalation escalation(boolean escrow, boolean stronger) {
        if (escrow) {
            return Escalation.ESCROW;
        }
        return stronger ? Escalation.STRONGER : Escalation.NONE;
    }

    private static Marking marking(boolean clear, boolean copied) {
        if (!clear) {
            return Marking.AS_USUAL;
        }
        return copied ? Marking.ORDINARY_COPIED : Marking.ORDINARY;
    }

    private static boolean holds(String subject, String text) {
        return pattern(text).matcher(subject).find();
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    }
}
