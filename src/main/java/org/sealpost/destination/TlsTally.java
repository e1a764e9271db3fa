package org.sealpost.destination;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.PolicyText;
import org.sealpost.mtasts.StsCache;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.SessionResult;

/** Counts what connections meet, in memory until somebody fetches it. Safe for many threads. */
final class TlsTally {

    /** Beyond that nothing new is counted until it was fetched. */
    private static final int MOST_LINES = 20_000;

    private final StsCache policies;
    private Map<TlsLine, Long> lines = new HashMap<>();

    TlsTally(StsCache policies) {
        this.policies = policies;
    }

    void count(Domain domain, Evidence seen) {
        Optional<StsPolicy> policy = seen.policy().source().code().startsWith("policy.sts") || seen.levelReason().code().equals("sts.mx")
                ? policies.find(domain).map(KnownPolicy::policy) : Optional.empty();
        boolean listed = policy.isEmpty() || policy.get().lists(seen.mxHost());
        SessionResult.of(seen, listed).ifPresent(result -> {
            boolean success = result.failure().isEmpty();
            add(new TlsLine(LocalDate.ofInstant(seen.at(), ZoneOffset.UTC), domain, result.policy(),
                    result.policy() == PolicyType.TLSA ? seen.mxHost() : domain.name(), policy.map(PolicyText::lines).orElse(List.of()),
                    result.failure(), result.reason(), success ? "" : seen.mxHost(), success ? "" : seen.address().orElse("")));
        });
    }

    /** An MTA-STS policy that couldn't be fetched. */
    void count(Domain domain, Reason why, LocalDate day) {
        SessionResult result = SessionResult.ofPolicy(why);
        add(new TlsLine(day, domain, result.policy(), domain.name(), List.of(), result.failure(), result.reason(), "", ""));
    }

    private synchronized void add(TlsLine line) {
        if (lines.size() < MOST_LINES || lines.containsKey(line)) {
            lines.merge(line, 1L, Long::sum);
        }
    }

    /** What was counted since the last time. */
    synchronized Map<TlsLine, Long> fetch() {
        Map<TlsLine, Long> fetched = lines;
        lines = new HashMap<>();
        return fetched;
    }

    /** It couldn't be kept: it counts on. */
    synchronized void giveBack(Map<TlsLine, Long> fetched) {
        fetched.forEach((line, sessions) -> lines.merge(line, sessions, Long::sum));
    }
}
