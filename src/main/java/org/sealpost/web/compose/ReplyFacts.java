package org.sealpost.web.compose;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.reception.ReplyRoad;
import org.sealpost.reception.ReplyRoads;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** What answers of recipients have to expect on their way here, as a line under Details. Asked once for all recipients. */
@RequestScoped
class ReplyFacts {

    @Inject
    private ReplyRoads roads;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;

    /** By the recipients' domain; those who haven't written lately aren't there. */
    Map<Domain, Chip.Fact> of(User user, DraftText text) {
        Set<Domain> domains = text.recipients().stream().flatMap(recipient -> recipient.address().stream()).map(Address::domain)
                .collect(Collectors.toSet());
        return roads.of(user.accountId(), domains).values().stream().collect(Collectors.toMap(ReplyRoad::domain, this::fact));
    }

    private Chip.Fact fact(ReplyRoad road) {
        Phrasebook phrases = tongue.phrases("org.sealpost.web.webmail.webmail");
        String domain = road.domain().unicode();
        Optional<String> clear = road.lastClear().map(last -> phrases.say("replies.clear", domain, moments.day(last)));
        return new Chip.Fact(phrases.say("fact.replies"), clear.orElseGet(() ->
                phrases.say("replies.tls", domain, road.weakest().replace("TLSv", "TLS "), moments.day(road.lastTls().orElse(null)))));
    }
}
