package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;

/** The mail that tells senders what they saw no page for. None of it holds anything of their message, not even its subject. */
@ApplicationScoped
class SenderMail {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", LANGUAGE).withZone(ZoneOffset.UTC);

    @Inject
    private Outbox outbox;
    @Inject
    private Directory directory;
    @Inject
    private Site site;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;

    private final ResourceBundle words = ResourceBundle.getBundle("org.sealpost.submission.mail", LANGUAGE, NO_FALLBACK);
    private final ResourceBundle shared = ResourceBundle.getBundle("org.sealpost.assurance.words", LANGUAGE, NO_FALLBACK);

    protected SenderMail() {
    }

    /** It waits for them, for this and that. */
    void held(User sender, HeldMessage held, List<Reason> lacking) {
        String list = lacking.stream().map(reason -> "- " + sentence(reason)).distinct().collect(Collectors.joining("\n"));
        send(sender, "held", list, site.at("/mail/finish.xhtml?h=" + held.uuid()), TIME.format(held.expiresAt()));
    }

    /** It has waited too long. */
    void expired(User sender, HeldMessage held) {
        send(sender, "expired", TIME.format(held.heldAt()));
    }

    /** Which way it goes to whom. */
    void summary(User sender, Summary summary) {
        String list = summary.lines().stream().map(this::line).collect(Collectors.joining("\n\n"));
        send(sender, "summary", list, site.at("/mail/sent.xhtml"));
    }

    private String line(Summary.Line line) {
        return line.recipient() + ": " + words.getString("method." + line.method())
                + line.reasons().stream().map(reason -> "\n  " + sentence(reason)).collect(Collectors.joining());
    }

    private void send(User sender, String topic, Object... values) {
        Address postmaster = new Address("postmaster", directory.house(sender.accountId()).orElse(sender.address().domain()));
        Letter letter = Letter.of(new Correspondent("Sealpost", postmaster), List.of(new Correspondent(sender.displayName(), sender.address())),
                words.getString(topic + ".subject"), say(words.getString(topic + ".body"), values)).automatic();
        outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, sender.accountId(), ReversePath.NULL, sender.address(), written(letter), 0));
    }

    private RawMessage written(Letter letter) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            new MessageComposer(clock, random).compose(letter, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawMessage.of(octets.toByteArray());
    }

    private String sentence(Reason reason) {
        try {
            return say(shared.getString("reason." + reason.code()), reason.values().toArray());
        } catch (MissingResourceException e) {
            return reason.code();
        }
    }

    private static String say(String pattern, Object... values) {
        return new MessageFormat(pattern.replace("'", "''"), LANGUAGE).format(values);
    }
}
