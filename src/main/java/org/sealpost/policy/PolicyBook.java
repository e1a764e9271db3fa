package org.sealpost.policy;

import static org.sealpost.policy.Decision.Handling.INSIDE;
import static org.sealpost.policy.Decision.Handling.ORDINARY;
import static org.sealpost.policy.Decision.Handling.REPORT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;

/**
 * Decides for one recipient of one message. A pure function: local? → road floor → forwarded over TLS only? → secure? → escalation → TLS setting
 * → TLS recipients → preference → fallbacks.
 */
public final class PolicyBook {

    private PolicyBook() { }

    public static Decision decide(MessageFacts message, RecipientFacts recipient, Inheritance settings) {
        Secrecy secrecy = Secrecy.of(message, settings);
        if (recipient.local()) {
            return inside(secrecy, settings);
        }
        if (message.kind() == MessageFacts.Kind.REPORT) {
            return unprotected(REPORT, TlsLevel.NONE, TlsLevel.NONE, false, false, settings,
                    List.of(Reason.of("report.despite")));
        }
        if (message.kind() == MessageFacts.Kind.FORWARD && settings.get(Setting.FORWARD_TLS_ONLY)) {
            return overTlsOrNotAtAll(recipient, settings, secrecy);
        }
        return secrecy.secure()
                ? new SecureMail(message, recipient, settings, secrecy).decision()
                : ordinary(message, recipient, settings, secrecy);
    }

    private static Decision inside(Secrecy secrecy, Inheritance settings) {
        TlsLevel kept = secrecy.secure() ? settings.get(Setting.LEVEL) : TlsLevel.NONE;
        return unprotected(INSIDE, kept, TlsLevel.NONE, false, false, settings,
                joined(List.of(Reason.of("inside.local")), secrecy.reasons()));
    }

    /** What is forwarded goes at the account's level, or is dropped; it never waits for a pickup page or another day. */
    private static Decision overTlsOrNotAtAll(RecipientFacts recipient, Inheritance settings, Secrecy secrecy) {
        TlsLevel road = recipient.floor().level();
        TlsLevel content = road.strictest(settings.get(Setting.LEVEL));
        boolean able = !recipient.fallsShortOf(content) && settings.get(Setting.TLS_RECIPIENTS).allow(recipient.address());
        List<Reason> reasons = new ArrayList<>(List.of(Roads.reason(recipient, content), Reason.of("forward.tlsonly")));
        return new Decision(Decision.Handling.SECURE, able ? List.of(Protection.TLS) : List.of(), Decision.End.DROP, content, road,
                settings.get(Setting.MINIMUM_VERSION), false, Duration.ZERO, recipient.lostTls(), false, joined(reasons, secrecy.reasons()));
    }

    private static Decision ordinary(MessageFacts message, RecipientFacts recipient, Inheritance settings,
            Secrecy secrecy) {
        TlsLevel road = recipient.floor().level();
        TlsLevel content = road.strictest(readable(message, recipient));
        List<Reason> stuck = stuck(recipient, content);
        boolean alarm = recipient.lostTls() || recipient.fallsShortOf(road);
        boolean pickupOffered = !stuck.isEmpty() && message.kind() == MessageFacts.Kind.MAIL
                && settings.get(Setting.FALLBACKS).allow(Protection.ESCROW);
        List<Reason> reasons = stuck.isEmpty() ? List.of(Roads.reason(recipient, content)) : stuck;
        Decision decision = unprotected(ORDINARY, content, road, alarm, pickupOffered, settings,
                joined(reasons, secrecy.reasons()));
        return message.requireTls() ? decision.allTheWay() : decision;
    }

    /** The least level for content that anybody may read: memory and codes forbid the clear. */
    private static TlsLevel readable(MessageFacts message, RecipientFacts recipient) {
        if (message.requireTls()) {
            return TlsLevel.AUTHENTICATED;
        }
        boolean neverClear = recipient.remembered() != TlsLevel.NONE || message.kind() == MessageFacts.Kind.CODE;
        return neverClear ? TlsLevel.ENCRYPTED : TlsLevel.NONE;
    }

    /** Why nothing can be sent there now; empty if it can. */
    private static List<Reason> stuck(RecipientFacts recipient, TlsLevel content) {
        List<Reason> reasons = new ArrayList<>();
        if (recipient.fallsShortOf(recipient.floor().level())) {
            reasons.add(Roads.floorUnmet(recipient));
        } else if (recipient.lostTls()) {
            reasons.add(Reason.of("memory.lost"));
        }
        boolean handshakeFails = recipient.seen().filter(Roads::handshakeFails).isPresent();
        if (!reasons.isEmpty() || recipient.fallsShortOf(content) || handshakeFails) {
            reasons.add(Roads.reason(recipient, content));
        }
        return reasons;
    }

    private static Decision unprotected(Decision.Handling handling, TlsLevel content, TlsLevel road, boolean alarm,
            boolean pickupOffered, Inheritance settings, List<Reason> reasons) {
        return new Decision(handling, List.of(), Decision.End.HOLD, content, road,
                settings.get(Setting.MINIMUM_VERSION), false, Duration.ZERO, alarm, pickupOffered, reasons);
    }

    static List<Reason> joined(List<Reason> first, List<Reason> then) {
        List<Reason> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
