package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;

/** Tells the owner of a key, or administrators of a recovery key, that it ends. Handed in within the caller's transaction. */
@ApplicationScoped
class EndMail {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", LANGUAGE).withZone(ZoneOffset.UTC);

    private final ResourceBundle words = ResourceBundle.getBundle("org.sealpost.ownkeys.mail", LANGUAGE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Directory directory;
    private Outbox outbox;
    private Site site;
    private MessageComposer composer;

    protected EndMail() {
    }

    @Inject
    EndMail(Directory directory, Outbox outbox, Site site, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.outbox = outbox;
        this.site = site;
        this.composer = new MessageComposer(clock, random);
    }

    /** @return whether the account has a domain to write from */
    boolean tell(User owner, OwnKey key, Instant ends, int days) {
        return send(owner, say("ends.subject", days), say("ends." + key.standard().name().toLowerCase(Locale.ROOT), days, DAY.format(ends),
                key.standard().name(), site.at("/mail/keys.xhtml")));
    }

    /** @return as above */
    boolean tellOfRecovery(User administrator, Instant ends, int days) {
        return send(administrator, say("recovery.subject", days), say("recovery.text", days, DAY.format(ends), site.at("/admin/keys.xhtml")));
    }

    private boolean send(User to, String subject, String text) {
        return directory.house(to.accountId()).map(house -> {
            Letter letter = Letter.of(new Correspondent("Sealpost", new Address("postmaster", house)), List.of(Correspondent.of(to.address())),
                    subject, text).automatic();
            outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, to.accountId(), ReversePath.NULL, to.address(), composer.composed(letter), 0));
            return true;
        }).orElse(false);
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), LANGUAGE).format(values);
    }
}
