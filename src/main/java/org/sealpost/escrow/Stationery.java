package org.sealpost.escrow;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Site;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;

/**
 * Writes all mail about a pickup. It comes from an address of the organisation's own domain, in the header as on the
 * envelope, so that SPF and DMARC agree with it.
 */
@Dependent
class Stationery {

    private final MessageComposer composer;
    private final Site site;

    @Inject
    Stationery(InstantSource clock, SecureRandom random, Site site) {
        this.composer = new MessageComposer(clock, random);
        this.site = site;
    }

    RawMessage notice(Pickup pickup, Letterhead us, Reason why, PickupToken token) {
        return composer.composed(new Notice(pickup, us, why, site.at("/p/" + token.text()), site.at("/p")).letter());
    }

    SystemMail code(Pickup pickup, Letterhead us, Code code) {
        Wording words = Wording.to(pickup.recipient());
        Letter letter = from(us, pickup, pickup.recipient(), words, words.say("code.subject", pickup.reference()),
                words.say("code.text", code.spaced(), pickup.reference(), us.name()));
        return mail(SystemMail.Kind.CODE, pickup, pickup.recipient(), letter, pickup.codeNumber());
    }

    /** @param until when it can be tried again; empty if the sender has to open it */
    SystemMail locked(Pickup pickup, Letterhead us, Optional<Instant> until) {
        Wording words = Wording.to(pickup.author());
        String again = until.map(at -> words.say("locked.until", words.time(at))).orElse(words.say("locked.again"));
        Letter letter = from(us, pickup, pickup.author(), words, words.say("locked.subject", pickup.reference()),
                words.say("locked.text", pickup.reference(), pickup.recipient(), words.say("locked." + pickup.check()), again));
        return mail(SystemMail.Kind.INFORMATION, pickup, pickup.author(), letter, pickup.id());
    }

    SystemMail codeFailed(Pickup pickup, Letterhead us) {
        Wording words = Wording.to(pickup.author());
        Letter letter = from(us, pickup, pickup.author(), words, words.say("codefailed.subject", pickup.recipient()),
                words.say("codefailed.text", pickup.recipient(), pickup.reference()));
        return mail(SystemMail.Kind.INFORMATION, pickup, pickup.author(), letter, pickup.id());
    }

    private Letter from(Letterhead us, Pickup pickup, Address to, Wording words, String subject, String text) {
        return Letter.of(new Correspondent(us.name(), pickup.postedFrom()), List.of(Correspondent.of(to)), subject, text)
                .automatic()
                .with("Content-Language", words.language());
    }

    private SystemMail mail(SystemMail.Kind kind, Pickup pickup, Address to, Letter letter, long about) {
        return new SystemMail(kind, pickup.accountId(), ReversePath.of(pickup.postedFrom()), to, composer.composed(letter), about);
    }
}
