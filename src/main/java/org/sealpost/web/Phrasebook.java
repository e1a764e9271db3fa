package org.sealpost.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.MalformedAddress;

/** The texts of one bundle in one language, with the words that all rooms share behind them. */
public final class Phrasebook {

    private static final String SHARED = "org.sealpost.assurance.words";
    private static final ResourceBundle.Control ENGLISH_ELSE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle own;
    private final ResourceBundle shared;

    /** @param bundle for example {@code org.sealpost.web.webmail.webmail} */
    public Phrasebook(String bundle, Locale locale) {
        this.locale = locale;
        this.own = ResourceBundle.getBundle(bundle, locale, ENGLISH_ELSE);
        this.shared = ResourceBundle.getBundle(SHARED, locale, ENGLISH_ELSE);
    }

    public Locale locale() {
        return locale;
    }

    /** The text with {0}, {1} … filled in; the key itself where it is missing, so that a page never fails for a word. */
    public String say(String key, Object... values) {
        String pattern = own.containsKey(key) ? own.getString(key) : shared(key);
        return new MessageFormat(pattern.replace("'", "''"), locale).format(values);
    }

    /** {@code key.one} or {@code key.many}, the number being {0}. */
    public String count(String key, int number) {
        return say(key + (number == 1 ? ".one" : ".many"), number);
    }

    /** The reason as a sentence. */
    public String say(Reason reason) {
        return say("reason." + reason.code(), reason.values().toArray());
    }

    /** What is wrong with an address, as a sentence. */
    public String say(MalformedAddress.Flaw flaw, String written) {
        return say("address.flaw." + flaw.name().toLowerCase(Locale.ROOT), written);
    }

    private String shared(String key) {
        try {
            return shared.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
