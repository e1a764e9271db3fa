package org.sealpost.web.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.Contact;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keyring.KnownKey;
import org.sealpost.keyring.Standing;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Phrasebook;

/** Puts a contact's keys into words. */
final class KeyWords {

    private final Phrasebook phrases;
    private final Function<Instant, String> day;
    private final Instant moment;

    /** @param day how a date is said to the reader */
    KeyWords(Phrasebook phrases, Function<Instant, String> day, Instant now) {
        this.phrases = phrases;
        this.day = day;
        this.moment = now;
    }

    ContactRow row(Contact contact) {
        List<KnownKey> keys = contact.keys();
        return new ContactRow(contact.address().toString(), of(keys, Standing.PINNED).map(this::row).toList(),
                of(keys, Standing.PENDING).map(one -> pending(one, keys)).toList(),
                keys.stream().filter(one -> one.kept().standing() == Standing.REJECTED || one.kept().standing() == Standing.REPLACED)
                        .map(this::row).toList());
    }

    private PendingKey pending(KnownKey found, List<KnownKey> keys) {
        Standard standard = found.kept().standard();
        Optional<KnownKey> now = of(keys, Standing.PINNED).filter(one -> one.kept().standard() == standard).findFirst();
        String kind = now.isEmpty() ? "first" : found.renews(now.get(), moment) ? "renewed" : now.get().isInUse() ? "changed" : "unusable";
        return new PendingKey(phrases.say("contactkeys.pending." + kind, found.kept().address()), phrases.say("contactkeys.pending." + kind + ".text"),
                row(found), now.map(this::row).orElse(null));
    }

    private KeyRow row(KnownKey key) {
        ContactCertificate kept = key.kept();
        String since = day.apply(kept.firstSeen());
        String source = phrases.say("key.source." + kept.source());
        String until = key.ends().map(end -> phrases.say(isOver(key) ? "contactkeys.was" : "contactkeys.until", day.apply(end)))
                .orElse(phrases.say("contactkeys.endless"));
        String story = Stream.of(phrases.say("contactkeys.found", source, since), until, confirmed(kept)).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return new KeyRow(kept.uuid().toString(), style(key), phrases.say("contactkeys.standard." + kept.standard()), sentence(key), story, source,
                since, key.ends().map(day).orElse(phrases.say("contactkeys.none.end")), kept.fingerprint(), Fingerprint.grouped(kept.fingerprint()), key.says(), key.issuer().orElse(""),
                day.apply(kept.lastSeen()), kept.standing() == Standing.PINNED && kept.decidedBy().isEmpty());
    }

    private String sentence(KnownKey key) {
        return switch (key.kept().standing()) {
            case PINNED -> key.unusable().map(why -> phrases.say(why) + " " + phrases.say("contactkeys.unused"))
                    .orElse(phrases.say("contactkeys.used", key.kept().address()));
            case PENDING -> key.unusable().map(phrases::say).orElse("");
            case REJECTED -> phrases.say("contactkeys.rejected", key.kept().decidedBy().orElse(""), key.kept().decidedAt().map(day).orElse(""));
            case REPLACED -> phrases.say("contactkeys.replaced");
        };
    }

    private String confirmed(ContactCertificate kept) {
        if (kept.standing() != Standing.PINNED) {
            return "";
        }
        return kept.decidedBy().map(who -> phrases.say("contactkeys.confirmed", who, kept.decidedAt().map(day).orElse("")))
                .orElse(phrases.say(kept.source().isByHand() ? "contactkeys.unconfirmed.given" : "contactkeys.unconfirmed"));
    }

    private static boolean isOver(KnownKey key) {
        return key.unusable().filter(why -> why.code().equals("keyring.expired")).isPresent();
    }

    private static String style(KnownKey key) {
        return switch (key.kept().standing()) {
            case PINNED -> !key.isInUse() ? "is-warn" : key.kept().standard() == Standard.OPENPGP ? "is-pgp" : "is-smime";
            case PENDING -> "is-waiting";
            case REJECTED -> "is-blocked";
            case REPLACED -> "is-quiet";
        };
    }

    private static Stream<KnownKey> of(List<KnownKey> keys, Standing standing) {
        return keys.stream().filter(one -> one.kept().standing() == standing);
    }
}
