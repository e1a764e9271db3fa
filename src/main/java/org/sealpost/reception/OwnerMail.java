package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Site;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;

/** Tells the owner of a forward what became of it: the user whose mail it is about, or else the account's administrators. It says nothing of any message. */
@ApplicationScoped
class OwnerMail {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle words = ResourceBundle.getBundle("org.sealpost.reception.mail", LANGUAGE, NO_FALLBACK);
    private final ResourceBundle shared = ResourceBundle.getBundle("org.sealpost.assurance.words", LANGUAGE, NO_FALLBACK);

    private Directory directory;
    private Outbox outbox;
    private Site site;
    private MessageComposer composer;

    protected OwnerMail() {
    }

    @Inject
    OwnerMail(Directory directory, Outbox outbox, Site site, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.outbox = outbox;
        this.site = site;
        this.composer = new MessageComposer(clock, random);
    }

    void switchedOff(ForwardRule rule) {
        tell(rule, "off", "");
    }

    void notSent(ForwardRule rule, Reason why) {
        tell(rule, "unsent", sentence(why));
    }

    private void tell(ForwardRule rule, String topic, String why) {
        Optional<Domain> house = directory.house(rule.accountId());
        Optional<User> user = rule.kind().isOfDomain() || rule.kind() == Forward.Kind.ALIAS
                ? Optional.empty() : directory.mailbox(Address.of(rule.whose()));
        List<User> owners = user.map(List::of).orElseGet(() -> directory.administrators(rule.accountId()));
        Object page = site.at(user.isPresent() ? "/mail/forwards.xhtml" : "/admin/forwarding.xhtml");
        String subject = say(words.getString(topic + ".subject"), rule.target());
        String text = say(words.getString(topic + ".body"), rule.whose(), rule.target(), why, page,
                words.getString(rule.kind().isResolving() ? "alias" : "kept"));
        house.ifPresent(domain -> owners.forEach(owner -> hand(rule.accountId(), domain, owner.address(), subject, text)));
    }

    private void hand(long accountId, Domain house, Address to, String subject, String text) {
        Letter letter = Letter.of(new Correspondent("Sealpost", new Address("postmaster", house)), List.of(Correspondent.of(to)),
                subject, text).automatic();
        outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, accountId, ReversePath.NULL, to, composer.composed(letter), 0));
    }

    private String sentence(Reason why) {
        try {
            return say(shared.getString("reason." + why.code()), why.values().toArray());
        } catch (MissingResourceException e) {
            return why.code();
        }
    }

    private static String say(String pattern, Object... values) {
        return new MessageFormat(pattern, LANGUAGE).format(values);
    }
}
