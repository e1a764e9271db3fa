package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.policy.MessageFacts;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** Puts forecasts into words. It never waits: who isn't known yet is being checked. */
@RequestScoped
class ChipMaker {

    private static final Set<String> UNSEEN = Set.of("road.unknown", "road.stale", "road.unreachable");

    @Inject
    private Forecasts forecasts;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;

    List<Chip> chips(User user, DraftText text) {
        MessageFacts message = MessageFacts.mail(Marking.AS_USUAL, false, text.escalation(), text.answersSecure());
        return IntStream.range(0, text.recipients().size())
                .mapToObj(number -> chip(user, number, text.recipients().get(number), message)).toList();
    }

    void lookAgain(DraftText text) {
        text.recipients().stream().flatMap(recipient -> recipient.address().stream()).forEach(forecasts::recheck);
    }

    /** How long a message may wait on the pickup page in this user's account. */
    PickupDays pickupDays(User user) {
        return forecasts.settings(user.accountId(), user.id()).get(Setting.PICKUP_DAYS);
    }

    private Chip chip(User user, int number, Recipient recipient, MessageFacts message) {
        Optional<MalformedAddress> flaw = recipient.flaw();
        if (flaw.isPresent()) {
            return new Chip(number, recipient, Arrival.MALFORMED, recipient.shown(), words(Arrival.MALFORMED),
                    phrases().say(flaw.get().flaw(), recipient.written()), List.of(), true);
        }
        Forecast forecast = forecasts.forecast(user.accountId(), user.id(), recipient.address().orElseThrow(), message);
        Arrival arrival = arrival(forecast.state());
        return new Chip(number, recipient, arrival, recipient.shown(), words(arrival), sentence(arrival, forecast),
                facts(forecast), forecast.codeProvesIdentity());
    }

    static Arrival arrival(Forecast.State state) {
        return switch (state) {
            case CHECKING -> Arrival.CHECKING;
            case INBOX -> Arrival.INBOX;
            case INBOX_WEAKER -> Arrival.WEAK;
            case PICKUP -> Arrival.PICKUP;
            case OPENPGP -> Arrival.OPENPGP;
            case SMIME -> Arrival.SMIME;
            case BLOCKED -> Arrival.BLOCKED;
            case INSIDE -> Arrival.INSIDE;
            case ORDINARY -> Arrival.ORDINARY;
        };
    }

    private String words(Arrival arrival) {
        return phrases().say("chip." + arrival.key());
    }

    private String sentence(Arrival arrival, Forecast forecast) {
        boolean pickupElse = forecast.decision().protections().contains(Protection.ESCROW);
        String key = arrival == Arrival.INBOX && !pickupElse ? "inbox.only" : arrival.key();
        String sentence = phrases().say("why." + key, because(forecast));
        return unseen(forecast).filter(reason -> arrival == Arrival.INBOX)
                .map(reason -> sentence + " " + phrases().say(reason)).orElse(sentence);
    }

    /** That nobody could look: then the promise rests on the delivery alone, and the writer is told. */
    private static Optional<Reason> unseen(Forecast forecast) {
        return forecast.decision().reasons().stream()
                .filter(reason -> UNSEEN.contains(reason.code())).findFirst();
    }

    /** Why not simply TLS: the first reason that isn't merely that the message is secure, and that TLS was lost. */
    private String because(Forecast forecast) {
        Optional<Reason> noMail = forecast.facts().filter(DestinationFacts::takesNoMail).map(DestinationFacts::reason);
        if (noMail.isPresent()) {
            return phrases().say(noMail.get());
        }
        List<Reason> reasons = forecast.decision().reasons();
        List<Reason> telling = reasons.stream()
                .filter(reason -> !reason.code().startsWith("secure.") && !reason.code().startsWith("ordinary.")).toList();
        return Stream.concat((telling.isEmpty() ? reasons : telling).stream().limit(1),
                telling.stream().skip(1).filter(reason -> reason.code().equals("memory.lost")))
                .map(phrases()::say).collect(Collectors.joining(" "));
    }

    private List<Chip.Fact> facts(Forecast forecast) {
        List<Chip.Fact> facts = new ArrayList<>();
        forecast.facts().ifPresent(known -> {
            known.evidence().stream().reduce((a, b) -> b).ifPresent(host -> facts.addAll(seen(host)));
            known.at().ifPresent(at -> facts.add(fact("seen", moments.ago(at))));
        });
        facts.add(fact("decided", forecast.decision().reasons().stream().map(phrases()::say).distinct()
                .collect(Collectors.joining(" "))));
        return facts;
    }

    private List<Chip.Fact> seen(Evidence host) {
        List<Chip.Fact> facts = new ArrayList<>();
        facts.add(fact("server", host.mxHost()));
        String level = phrases().say("level." + host.level().name().toLowerCase(Locale.ROOT));
        facts.add(fact("connection", host.tlsVersion().map(version -> version.replace("TLSv", "TLS ") + ", ").orElse("") + level));
        host.certificate().ifPresent(certificate -> facts.add(fact("certificate",
                phrases().say("fact.certificate.value", certificate.subject().replaceFirst("^CN=", ""), moments.day(certificate.notAfter())))));
        facts.add(fact("shown", phrases().say(host.levelReason())));
        if (host.policy().least() != TlsLevel.NONE) {
            facts.add(fact("policy", phrases().say(host.policy().source())));
        }
        return facts;
    }

    private Chip.Fact fact(String key, String value) {
        return new Chip.Fact(phrases().say("fact." + key), value);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
