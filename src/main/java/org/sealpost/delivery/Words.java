package org.sealpost.delivery;

import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.sealpost.assurance.Reason;

/** The sentences of the mail that a delivery gives rise to. */
final class Words {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", LANGUAGE).withZone(ZoneOffset.UTC);

    private final Delivery delivery;
    private final ResourceBundle mail = ResourceBundle.getBundle("org.sealpost.delivery.mail", LANGUAGE, NO_FALLBACK);
    private final ResourceBundle shared = ResourceBundle.getBundle("org.sealpost.assurance.words", LANGUAGE, NO_FALLBACK);

    Words(Delivery delivery) {
        this.delivery = delivery;
    }

    String subject(String topic) {
        return say(mail.getString(topic + ".subject"), delivery.recipient());
    }

    /** {0} recipient, {1} when it was sent, {2} why, {3} the queue id. */
    String body(String topic) {
        String why = delivery.events().lastReason().map(this::sentence).orElse("");
        return say(mail.getString(topic + ".body"), delivery.recipient(), TIME.format(delivery.message().acceptedAt()), why,
                delivery.queueId());
    }

    private String sentence(Reason reason) {
        try {
            return say(shared.getString("reason." + reason.code()), reason.values().toArray());
        } catch (MissingResourceException e) {
            return reason.code();
        }
    }

    private static String say(String pattern, Object... values) {
        return new MessageFormat(pattern, LANGUAGE).format(values);
    }
}
