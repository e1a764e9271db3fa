package org.sealpost.mailbox;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sealpost.mime.Correspondent;

/**
 * What filters know a message by, in one spelling: without case, in Unicode's composed form, spaces as one. Of each text, and of each
 * person, only the beginning is looked at: whoever writes the header chooses how long it is.
 *
 * @param from the author's name and address
 * @param to the same of the visible recipients, To and Cc, as far as a {@link Headline} keeps them
 * @param list what List-Id says (RFC 2919)
 */
public record Traits(String from, String to, String subject, String list) {

    private static final int LONGEST = 1_000;

    /** @param list what List-Id says, decoded; empty if there is none */
    public static Traits of(Headline headline, String list) {
        return new Traits(folded(headline.from()), headline.to().stream().map(Traits::folded).collect(Collectors.joining("\n")),
                folded(headline.subject()), folded(list));
    }

    /** Lower case first, so that ẞ and ß meet; upper case last, so that ς and σ do. */
    static String folded(String text) {
        String beginning = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        String onceSpaced = beginning.strip().replaceAll("\\s+", " ");
        String composed = Normalizer.normalize(onceSpaced, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Both forms of a domain, as it may be typed either way. */
    private static String folded(Correspondent one) {
        String readable = one.address().localPart() + "@" + one.address().domain().unicode();
        return folded(one.name()) + "\n" + folded(one.address().toString()) + "\n" + folded(readable);
    }
}
