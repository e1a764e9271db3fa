package org.sealpost.policy;

import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.TLS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Fallbacks;
import org.sealpost.assurance.Preference;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SecureReplies;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsRecipients;
import org.sealpost.assurance.TlsUse;

/** The decision for mail that must be secure. */
final class SecureMail {

    private final MessageFacts message;
    private final RecipientFacts recipient;
    private final Inheritance settings;
    private final Secrecy secrecy;
    private final TlsUse tlsUse;
    private final Fallbacks fallbacks;
    private final TlsLevel contentLevel;
    private final boolean floorUnmet;
    private final boolean roadClosed;

    SecureMail(MessageFacts message, RecipientFacts recipient, Inheritance settings, Secrecy secrecy) {
        this.message = message;
        this.recipient = recipient;
        this.settings = settings;
        this.secrecy = secrecy;
        this.tlsUse = settings.get(Setting.TLS);
        this.fallbacks = settings.get(Setting.FALLBACKS);
        TlsLevel needed = message.requireTls() ? TlsLevel.AUTHENTICATED : settings.get(Setting.LEVEL);
        this.contentLevel = needed.strictest(recipient.floor().level());
        this.floorUnmet = recipient.fallsShortOf(recipient.floor().level());
        this.roadClosed = floorUnmet || recipient.seen().filter(Roads::handshakeFails).isPresent();
    }

    Decision decision() {
        List<Protection> all = protections();
        // Below the floor, or where no handshake succeeds, no fallback helps, since notices and encrypted copies need the same
        // road: the first way waits until it is good enough again.
        List<Protection> protections = roadClosed ? all.stream().limit(1).toList() : all;
        boolean held = roadClosed && !all.isEmpty();
        Decision.End end = held ? Decision.End.HOLD : end();
        return new Decision(Decision.Handling.SECURE, protections, end, contentLevel, recipient.floor().level(),
                settings.get(Setting.MINIMUM_VERSION), message.requireTls(), patience(protections), floorUnmet || recipient.lostTls(),
                pickupOffered(protections, end), reasons(protections));
    }

    private List<Protection> protections() {
        return switch (message.escalation()) {
            case ESCROW -> escrow();
            case STRONGER -> concat(keys(), escrow());
            case NONE -> bySetting();
        };
    }

    private List<Protection> bySetting() {
        return switch (tlsUse) {
            case REQUIRED, EXCLUSIVE -> tls();
            case NOT_ALONE -> others();
            case TRY_FIRST -> settings.get(Setting.PREFERENCE) == Preference.STRONGEST_FIRST
                    ? concat(keys(), tls(), escrow())
                    : concat(tls(), others());
        };
    }

    private List<Protection> tls() {
        boolean able = floorUnmet || !recipient.fallsShortOf(contentLevel);
        return tlsBarred().isEmpty() && able ? List.of(TLS) : List.of();
    }

    /** Those fallbacks that are on and possible, in the account's order. */
    private List<Protection> others() {
        return fallbacks.on().stream().filter(p -> p == ESCROW || recipient.hasValidKey(p)).toList();
    }

    private List<Protection> keys() {
        return others().stream().filter(p -> p != ESCROW).toList();
    }

    private List<Protection> escrow() {
        return fallbacks.allow(ESCROW) ? List.of(ESCROW) : List.of();
    }

    /** Why TLS alone may not carry it, however good the road is. */
    private Optional<Reason> tlsBarred() {
        if (message.escalation() != Escalation.NONE) {
            return Optional.of(Reason.of("escalation." + word(message.escalation())));
        }
        if (tlsUse == TlsUse.NOT_ALONE) {
            return Optional.of(Reason.of("tls.notalone"));
        }
        TlsRecipients allowed = settings.get(Setting.TLS_RECIPIENTS);
        if (!allowed.allow(recipient.address())) {
            return Optional.of(Reason.of("tls.recipients." + word(allowed.mode())));
        }
        return settings.get(Setting.SECURE_REPLIES) == SecureReplies.REQUIRED
                ? Optional.of(Reason.of("replies.required")) : Optional.empty();
    }

    private Decision.End end() {
        boolean bulk = tlsUse == TlsUse.EXCLUSIVE && message.escalation() == Escalation.NONE;
        return bulk ? Decision.End.DROP : Decision.End.RETURN;
    }

    /** Only a road that is known to be good enough, or once was, earns time to recover. */
    private Duration patience(List<Protection> protections) {
        boolean seenGood = recipient.seen().filter(seen -> seen.level().reaches(contentLevel)).isPresent();
        boolean onceGood = recipient.remembered().reaches(contentLevel);
        boolean tlsFirst = protections.size() > 1 && protections.get(0) == TLS;
        return tlsFirst && (seenGood || onceGood) ? settings.get(Setting.PATIENCE) : Duration.ZERO;
    }

    private boolean pickupOffered(List<Protection> protections, Decision.End end) {
        boolean needed = floorUnmet || roadClosed && !protections.isEmpty() || end == Decision.End.RETURN && !protections.contains(ESCROW);
        return needed && fallbacks.allow(ESCROW);
    }

    private List<Reason> reasons(List<Protection> protections) {
        List<Reason> reasons = new ArrayList<>();
        if (floorUnmet) {
            reasons.add(Roads.floorUnmet(recipient));
        }
        Optional<Reason> barred = tlsBarred();
        reasons.add(barred.or(() -> preferred(protections)).orElseGet(() -> Roads.reason(recipient, contentLevel)));
        if (recipient.lostTls()) {
            reasons.add(Reason.of("memory.lost"));
        }
        unusableKeys().forEach(reasons::add);
        if (protections.isEmpty()) {
            reasons.add(Reason.of(nothingLeft()));
        }
        reasons.addAll(secrecy.reasons());
        return reasons;
    }

    private static Optional<Reason> preferred(List<Protection> protections) {
        boolean before = protections.indexOf(TLS) > 0;
        return before ? Optional.of(Reason.of("preference.strongest")) : Optional.empty();
    }

    private Stream<Reason> unusableKeys() {
        return recipient.keys().stream().filter(key -> key.state() != RecipientFacts.Key.State.VALID)
                .map(key -> Reason.of("key." + word(key.protection()) + "." + word(key.state()).replace("_", ""), key.name()));
    }

    private String nothingLeft() {
        if (message.escalation() == Escalation.NONE && tlsUse == TlsUse.REQUIRED) {
            return "end.required";
        }
        return end() == Decision.End.DROP ? "end.exclusive" : "end.nothing";
    }

    @SafeVarargs
    private static List<Protection> concat(List<Protection>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
