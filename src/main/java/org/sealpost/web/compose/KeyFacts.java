package org.sealpost.web.compose;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.keyring.InUse;
import org.sealpost.keyring.Keyring;
import org.sealpost.mail.Address;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Moments;
import org.sealpost.web.Tongue;

/** What is known of the keys that are in use for a recipient, for Details. */
@RequestScoped
class KeyFacts {

    @Inject
    private Keyring keyring;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    /** Whose key, since when and on whose word, its fingerprint, and what speaks against it. */
    List<Chip.Fact> of(long accountId, Address recipient) {
        return keyring.inUse(accountId, recipient).stream().flatMap(key -> facts(key).stream()).toList();
    }

    private List<Chip.Fact> facts(InUse key) {
        List<Chip.Fact> facts = new ArrayList<>();
        String standard = key.certificate().standard().name().toLowerCase(Locale.ROOT);
        facts.add(fact("key." + standard, Fingerprint.grouped(key.certificate().fingerprint())));
        String since = moments.day(key.certificate().since());
        facts.add(fact("key.since", key.confirmedBy().map(by -> say("fact.key.confirmed", since, by))
                .orElseGet(() -> say(key.certificate().source().isByHand() ? "fact.key.given" : "fact.key.first", since))));
        key.ends().ifPresent(end -> facts.add(fact(key.unfit().filter(why -> why == UnfitKey.Why.EXPIRED).isPresent() ? "key.ended" : "key.ends",
                moments.day(end))));
        return facts;
    }

    private Chip.Fact fact(String key, String value) {
        return new Chip.Fact(say("fact." + key), value);
    }

    private String say(String key, Object... values) {
        return tongue.phrases("org.sealpost.web.webmail.webmail").say(key, values);
    }
}
