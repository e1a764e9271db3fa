package org.sealpost.web.compose;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.policy.Decision;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.MessageFacts;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** Puts forecasts into words. It never waits: who isn't known yet is being checked. */
@RequestScoped
public class ChipMaker {

    /** Of what a domain can publish, what somebody might want to know. */
    private static final Set<String> PUBLISHED = Set.of("published.dane.usable", "published.dane.partly", "published.dane.unusable",
            "published.sts.enforce", "published.sts.testing", "published.sts.broken");
    private static final Set<String> UNSEEN = Set.of("road.unknown", "road.stale", "road.unreachable");

    @Inject
    private Forecasts forecasts;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;
    @Inject
    private ReplyFacts replies;
    @Inject
    private KeyFacts keys;

    /** @param attested whether the sender confirmed that it needs no protection */
    public List<Chip> chips(User user, DraftText text, boolean attested) {
        MessageFacts message = MessageFacts.mail(text.marking(), attested, text.escalation(), text.answersSecure())
                .requiringTls(text.requireTls());
        Map<Domain, Chip.Fact> known = replies.of(user, text);
        return IntStream.range(0, text.recipients().size())
                .mapToObj(number -> chip(user, number, text.recipients().get(number), message, known)).toList();
    }

    void lookAgain(DraftText text) {
        text.recipients().stream().flatMap(recipient -> recipient.address().stream()).forEach(forecasts::recheck);
    }

    /** Whether somebody looks for the key of one of them now; sending doesn't wait for it. */
    boolean isSeekingKeys(User user, DraftText text) {
        return text.recipients().stream().flatMap(recipient -> recipient.address().stream())
                .anyMatch(address -> forecasts.isSeekingKeys(user.accountId(), address));
    }

    /** How long a message may wait on the pickup page in this user's account. */
    public PickupDays pickupDays(User user) {
        return forecasts.settings(user.accountId(), user.id()).get(Setting.PICKUP_DAYS);
    }

    /** What this user's account offers about whether the message must be secure. */
    SecureSwitch secureSwitch(User user, DraftText text, boolean attested) {
        Inheritance settings = forecasts.settings(user.accountId(), user.id());
        return new SwitchMaker(settings.get(Setting.SENDER_MODE), settings.get(Setting.ATTESTATION),
                forecasts.mayOptOut(user.accountId(), user.id()), phrases()).make(text, attested);
    }

    private Chip chip(User user, int number, Recipient recipient, MessageFacts message, Map<Domain, Chip.Fact> known) {
        Optional<MalformedAddress> flaw = recipient.flaw();
        if (flaw.isPresent()) {
            return new Chip(number, recipient, Arrival.MALFORMED, recipient.shown(), words(Arrival.MALFORMED),
                    phrases().say(flaw.get().flaw(), recipient.written()), List.of(), true);
        }
        Forecast forecast = forecasts.forecast(user.accountId(), user.id(), recipient.address().orElseThrow(), message);
        Arrival arrival = arrival(forecast);
        return new Chip(number, recipient, arrival, recipient.shown(), words(arrival), sentence(arrival, forecast),
                facts(user, forecast, Optional.ofNullable(known.get(forecast.address().domain()))), forecast.codeProvesIdentity());
    }

    static Arrival arrival(Forecast forecast) {
        return switch (forecast.state()) {
            case CHECKING -> Arrival.CHECKING;
            case INBOX -> isAuthenticated(forecast) ? Arrival.PROVEN : Arrival.INBOX;
            case INBOX_WEAKER -> Arrival.WEAK;
            case PICKUP -> Arrival.PICKUP;
            case OPENPGP -> Arrival.OPENPGP;
            case SMIME -> Arrival.SMIME;
            case BLOCKED -> canWait(forecast) ? Arrival.HELD : Arrival.BLOCKED;
            case INSIDE -> Arrival.INSIDE;
            case ORDINARY -> isClear(forecast) ? Arrival.CLEAR : Arrival.ORDINARY;
        };
    }

    /** Seen today, and their domain itself vouches for the server. */
    private static boolean isAuthenticated(Forecast forecast) {
        return forecast.facts().filter(DestinationFacts::fresh)
                .filter(known -> known.level(forecast.decision().minimumVersion()).reaches(TlsLevel.AUTHENTICATED)).isPresent();
    }

    /** Their server was seen to encrypt nothing, so neither will anybody on the way. */
    private static boolean isClear(Forecast forecast) {
        return forecast.decision().reasons().stream().anyMatch(reason -> reason.code().equals("road.clear"));
    }

    /** Nothing can be sent now, but the message may wait here. */
    private static boolean canWait(Forecast forecast) {
        return forecast.decision().end() == Decision.End.HOLD && forecast.facts().filter(DestinationFacts::takesNoMail).isEmpty();
    }

    private String words(Arrival arrival) {
        return phrases().say("chip." + arrival.key());
    }

    private String sentence(Arrival arrival, Forecast forecast) {
        boolean inbox = arrival == Arrival.INBOX || arrival == Arrival.PROVEN;
        boolean pickupElse = forecast.decision().protections().contains(Protection.ESCROW);
        boolean only = inbox && !pickupElse || arrival == Arrival.HELD && !forecast.decision().pickupOffered();
        String key = only ? arrival.key() + ".only" : arrival.key();
        String allTheWay = inbox && forecast.decision().requireTls() ? " " + phrases().say("why.alltheway") : "";
        String sentence = phrases().say("why." + key, because(forecast)) + allTheWay;
        return unseen(forecast).filter(reason -> inbox)
                .map(reason -> sentence + " " + phrases().say(reason)).orElse(sentence);
    }

    /** That nobody could look: then the promise rests on the delivery alone, and the writer is told. */
    private static Optional<Reason> unseen(Forecast forecast) {
        return forecast.decision().reasons().stream()
                .filter(reason -> UNSEEN.contains(reason.code())).findFirst();
    }

    /** Why not simply TLS: the first reason that isn't merely that the message is secure, and that TLS was lost or a key can't be used. */
    private String because(Forecast forecast) {
        Optional<Reason> noMail = forecast.facts().filter(DestinationFacts::takesNoMail).map(DestinationFacts::reason);
        if (noMail.isPresent()) {
            return phrases().say(noMail.get());
        }
        List<Reason> reasons = forecast.decision().reasons();
        List<Reason> telling = reasons.stream()
                .filter(reason -> !reason.code().startsWith("secure.") && !reason.code().startsWith("ordinary.")).toList();
        return Stream.concat((telling.isEmpty() ? reasons : telling).stream().limit(1),
                telling.stream().skip(1).filter(reason -> reason.code().equals("memory.lost") || reason.code().startsWith("key.")))
                .map(phrases()::say).collect(Collectors.joining(" "));
    }

    private List<Chip.Fact> facts(User user, Forecast forecast, Optional<Chip.Fact> replies) {
        Seen seen = new Seen(moments, phrases());
        List<Chip.Fact> facts = new ArrayList<>();
        forecast.facts().ifPresent(known -> {
            facts.addAll(Seen.best(known.evidence()).map(seen::facts)
                    .orElseGet(() -> List.of(seen.fact("shown", phrases().say(known.reason())))));
            published(known).ifPresent(words -> facts.add(seen.fact("published", words)));
            if (known.floor().level() != TlsLevel.NONE) {
                facts.add(seen.fact("floor", phrases().say(known.floor().why())));
            }
            known.at().ifPresent(at -> facts.add(seen.fact("seen", moments.ago(at))));
        });
        if (forecast.state() != Forecast.State.INSIDE) {
            facts.addAll(keys.of(user.accountId(), forecast.address()));
        }
        replies.filter(fact -> forecast.state() != Forecast.State.INSIDE).ifPresent(facts::add);
        facts.add(seen.fact("decided", forecast.decision().reasons().stream().map(phrases()::say).distinct()
                .collect(Collectors.joining(" "))));
        return facts;
    }

    /** What the domain itself says of its servers. */
    private Optional<String> published(DestinationFacts known) {
        String words = Stream.of("dane." + word(known.published().dane()), "sts." + word(known.published().sts()))
                .map(key -> "published." + key).filter(PUBLISHED::contains).map(key -> phrases().say(key))
                .collect(Collectors.joining(" "));
        return Optional.of(words).filter(text -> !text.isEmpty());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
