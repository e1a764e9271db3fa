package org.sealpost.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;

/**
 * Tells the administrators of each account that wrote to a domain that it became less safe, or is as safe as before. Handed in
 * within the caller's transaction; it says nothing of who wrote there.
 */
@ApplicationScoped
class AlarmMail {

    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final ResourceBundle words = ResourceBundle.getBundle("org.sealpost.monitor.mail", LANGUAGE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Correspondents correspondents;
    private Directory directory;
    private Outbox outbox;
    private Site site;
    private MessageComposer composer;

    protected AlarmMail() {
    }

    @Inject
    AlarmMail(Correspondents correspondents, Directory directory, Outbox outbox, Site site, InstantSource clock, SecureRandom random) {
        this.correspondents = correspondents;
        this.directory = directory;
        this.outbox = outbox;
        this.site = site;
        this.composer = new MessageComposer(clock, random);
    }

    void fell(Domain domain, List<Change> falls) {
        tell(domain, "fell", falls.stream().map(this::sentence).collect(Collectors.joining("\n")));
    }

    void madeGood(Domain domain) {
        tell(domain, "good", "");
    }

    private void tell(Domain domain, String topic, String details) {
        String subject = say(topic + ".subject", domain.unicode());
        String text = say(topic + ".body", domain.unicode(), details, site.at("/admin/destination.xhtml?name=" + domain.name()));
        for (long account : correspondents.accounts(domain)) {
            directory.house(account).ifPresent(house -> directory.administrators(account).forEach(administrator ->
                    hand(account, house, administrator, subject, text)));
        }
    }

    private void hand(long account, Domain house, User administrator, String subject, String text) {
        Address to = administrator.address();
        Letter letter = Letter.of(new Correspondent("Sealpost", new Address("postmaster", house)), List.of(Correspondent.of(to)),
                subject, text).automatic();
        outbox.handIn(new SystemMail(SystemMail.Kind.ALARM, account, ReversePath.NULL, to, composer.composed(letter), 0));
    }

    private String sentence(Change fall) {
        String group = fall.what().name().toLowerCase(Locale.ROOT);
        return say("changed." + group, value(group, fall.was()), value(group, fall.became()));
    }

    private String value(String group, String name) {
        return words.getString(group + "." + name.toLowerCase(Locale.ROOT));
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), LANGUAGE).format(values);
    }
}
