package org.sealpost.reception;

import java.util.Locale;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/**
 * A forward that somebody wants, in one spelling.
 *
 * @param whose an address, or a domain where the kind says so
 * @param words separated by commas
 */
public record ForwardWish(Forward.Kind kind, String whose, String words, Address target) {

    static final int MOST_WORDS = 500;

    /** @throws org.sealpost.mail.MalformedAddress if {@code whose} is neither */
    public ForwardWish {
        whose = kind.isOfDomain() ? new Domain(whose.strip()).name() : Address.of(whose).toString().toLowerCase(Locale.ROOT);
        words = kind.hasWords() ? words.strip() : "";
    }

    /** The domain of ours that it is about. */
    Domain domain() {
        return kind.isOfDomain() ? new Domain(whose) : Address.of(whose).domain();
    }
}
