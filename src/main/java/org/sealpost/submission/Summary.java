package org.sealpost.submission;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.policy.Decision;
import org.sealpost.submission.Acceptance.Planned;

/** Which way each recipient's copy goes, for a sender who saw no page before. */
record Summary(Wishes wishes, List<Planned> plan) {

    /** One recipient's: the key of the words for the method, and why. */
    record Line(String recipient, String method, List<Reason> reasons) { }

    Summary {
        plan = List.copyOf(plan);
    }

    /** Whether anybody's copy goes another way than was asked, or than an ordinary inbox. */
    boolean isNeeded() {
        return plan.stream().anyMatch(one -> isOtherThanAsked(one.decision()));
    }

    List<Line> lines() {
        return plan.stream().map(one -> new Line(one.recipient().toString(), method(one.decision()), reasons(one.decision()))).toList();
    }

    private boolean isOtherThanAsked(Decision decision) {
        boolean pickup = decision.first().equals(Optional.of(Protection.ESCROW)) && wishes.escalation() != Escalation.ESCROW;
        return decision.refusal().isPresent() || pickup || isStuck(decision);
    }

    private static boolean isStuck(Decision decision) {
        return decision.isStopped() || decision.handling() == Decision.Handling.ORDINARY && decision.end() == Decision.End.HOLD && decision.alarm();
    }

    private static String method(Decision decision) {
        if (decision.handling() == Decision.Handling.INSIDE) {
            return "inside";
        }
        if (isStuck(decision)) {
            return decision.end() == Decision.End.HOLD ? "waits" : "stopped";
        }
        return decision.first().map(first -> first.name().toLowerCase(java.util.Locale.ROOT)).orElse("ordinary");
    }

    /** The rule that won, and what the sender asked for in vain. */
    private static List<Reason> reasons(Decision decision) {
        Stream<Reason> telling = decision.reasons().stream().filter(reason -> !reason.code().startsWith("secure.")).limit(1);
        return Stream.concat(decision.refusal().stream(), telling).distinct().toList();
    }
}
