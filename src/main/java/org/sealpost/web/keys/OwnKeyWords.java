package org.sealpost.web.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.ownkeys.KeyFacts;
import org.sealpost.ownkeys.OwnKey;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Phrasebook;

/** Puts a person's own keys into words. */
final class OwnKeyWords {

    private final Phrasebook phrases;
    private final Function<Instant, String> day;

    /** @param day how a date is said to the reader */
    OwnKeyWords(Phrasebook phrases, Function<Instant, String> day) {
        this.phrases = phrases;
        this.day = day;
    }

    /** @param recoverable since when the organisation can have it again; empty if it can't */
    OwnKeyCard card(OwnKey key, KeyFacts facts, Optional<Instant> recoverable) {
        boolean fit = facts.unfit().isEmpty();
        String state = facts.isRevoked() ? "revoked" : !fit ? facts.unfit().get() == UnfitKey.Why.EXPIRED ? "ended" : "unfit"
                : key.isCurrent() ? "current" : "former";
        boolean openPgp = key.standard() == Standard.OPENPGP;
        return new OwnKeyCard(key.uuid().toString(), phrases.say("ownkeys.kind." + key.standard()), style(state, openPgp),
                phrases.say("ownkeys.state." + state), sentences(key, facts, state, recoverable), Fingerprint.grouped(key.fingerprint()), key.fingerprint(),
                facts.algorithm(), facts.addresses().stream().map(Object::toString).collect(Collectors.joining(", ")), facts.issuer().orElse(""),
                phrases.say("ownkeys.origin." + key.origin(), day.apply(key.addedAt())), fit && !key.isCurrent(), key.isCurrent(), openPgp, facts.isRevoked(),
                key.isPublished());
    }

    private List<String> sentences(OwnKey key, KeyFacts facts, String state, Optional<Instant> recoverable) {
        List<String> said = new ArrayList<>();
        said.add(phrases.say("ownkeys.is." + state) + facts.ends().filter(end -> !facts.isRevoked())
                .map(end -> " " + phrases.say(state.equals("ended") ? "ownkeys.was" : "ownkeys.until", day.apply(end))).orElse(""));
        if (key.standard() == Standard.OPENPGP) {
            boolean found = key.isPublished() && (key.isCurrent() || facts.isRevoked());
            said.add(phrases.say(facts.isRevoked() && found ? "ownkeys.published.revoked" : found ? "ownkeys.published" : "ownkeys.unpublished"));
        } else if (facts.issuer().isEmpty()) {
            said.add(phrases.say("ownkeys.selfsigned"));
        }
        recoverable.ifPresent(since -> said.add(phrases.say("ownkeys.recoverable", day.apply(since))));
        return said;
    }

    private static String style(String state, boolean openPgp) {
        return switch (state) {
            case "current" -> openPgp ? "is-pgp" : "is-smime";
            case "ended", "unfit" -> "is-warn";
            case "revoked" -> "is-blocked";
            default -> "is-quiet";
        };
    }
}
