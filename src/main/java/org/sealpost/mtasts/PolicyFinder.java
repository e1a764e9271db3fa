package org.sealpost.mtasts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Domain;

/**
 * Finds policies (RFC 8461 §3, §5.1). The DNS is asked each time, so that a changed policy is known before anything is
 * given up (§5); the policy host only for a new id. Safe for many threads; those who need the same policy share a fetch.
 */
public final class PolicyFinder implements StsPolicies {

    /** Longer than a fetch and its DNS take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Resolver resolver;
    private final PolicyHost host;
    private final StsCache cache;
    private final InstantSource clock;
    private final BiConsumer<Domain, Reason> failures;
    private final Attempts attempts = new Attempts();
    private final Map<Domain, CompletableFuture<Attempts.Attempt>> underWay = new ConcurrentHashMap<>();

    /** @param failures is told each fetch that failed although a policy is announced or known (RFC 8461 §6) */
    public PolicyFinder(Resolver resolver, HttpsClient https, StsCache cache, InstantSource clock, BiConsumer<Domain, Reason> failures) {
        this.resolver = resolver;
        this.host = new PolicyHost(https);
        this.cache = cache;
        this.clock = clock;
        this.failures = failures;
    }

    @Override
    public StsFinding of(Domain domain) {
        Optional<KnownPolicy> known = known(domain);
        Announcement announced = announced(domain);
        if (announced.id().isEmpty()) {
            return otherwise(domain, known, announced.kind(), announced.why());
        }
        String id = announced.id().get();
        return known.filter(policy -> policy.id().equals(id))
                .map(policy -> found(domain, policy, announced.why()))
                .orElseGet(() -> fetched(domain, id, known));
    }

    /**
     * Fetches it again although the id is the same, or the DNS says nothing now: so an attacker would have to be there
     * each time for as long as it lasts (§3.3, §10.2). To be called daily, and before it expires.
     *
     * @return as {@link #of}; a reason other than {@code sts.policy} or {@code sts.ended} tells that it couldn't be renewed
     */
    public StsFinding refresh(Domain domain) {
        Optional<KnownPolicy> known = known(domain);
        Announcement announced = announced(domain);
        return announced.id().or(() -> known.map(KnownPolicy::id))
                .map(id -> fetched(domain, id, known))
                .orElseGet(() -> otherwise(domain, known, announced.kind(), announced.why()));
    }

    private Optional<KnownPolicy> known(Domain domain) {
        return cache.find(domain).filter(policy -> !policy.isExpired(clock.instant()));
    }

    /** What the DNS says; an id, or why there is none. */
    private record Announcement(Optional<String> id, StsFinding.Kind kind, Reason why) {

        private static Announcement none(StsFinding.Kind kind, String why, Domain domain) {
            return new Announcement(Optional.empty(), kind, Reason.of(why, domain.name()));
        }
    }

    /** Exactly one record, of this very name: what a parent domain announces is its own (§3.1, §3.4). */
    private Announcement announced(Domain domain) {
        Answer<String> answer = resolver.txt("_mta-sts." + domain.name());
        if (answer.isFailed()) {
            return Announcement.none(StsFinding.Kind.UNKNOWN, "sts.dns", domain);
        }
        List<String> meant = answer.records().stream()
                .filter(answer.records().size() == 1 ? StsRecord::isMeant : StsRecord::isCounted).toList();
        if (meant.isEmpty()) {
            return Announcement.none(StsFinding.Kind.NONE, "sts.vanished", domain);
        }
        if (meant.size() > 1) {
            return Announcement.none(StsFinding.Kind.BROKEN, "sts.records", domain);
        }
        return StsRecord.parse(meant.get(0))
                .map(record -> new Announcement(Optional.of(record.id()), StsFinding.Kind.POLICY, Reason.of("sts.policy", domain.name())))
                .orElseGet(() -> Announcement.none(StsFinding.Kind.BROKEN, "sts.record", domain));
    }

    private StsFinding fetched(Domain domain, String id, Optional<KnownPolicy> known) {
        Attempts.Attempt attempt = fetch(domain, id, known);
        return attempt.known().map(policy -> found(domain, policy, attempt.why()))
                .orElseGet(() -> otherwise(domain, known, attempt.kind(), attempt.why()));
    }

    /** Without a new one the old one holds as long as it lasts (§3.3). */
    private static StsFinding otherwise(Domain domain, Optional<KnownPolicy> known, StsFinding.Kind kind, Reason why) {
        return known.map(policy -> found(domain, policy, why))
                .orElseGet(() -> kind == StsFinding.Kind.NONE ? StsFinding.NONE : new StsFinding(kind, Optional.empty(), why));
    }

    private static StsFinding found(Domain domain, KnownPolicy known, Reason why) {
        return known.policy().mode() == StsPolicy.Mode.NONE
                ? new StsFinding(StsFinding.Kind.NONE, Optional.empty(), Reason.of("sts.ended", domain.name()))
                : new StsFinding(StsFinding.Kind.POLICY, Optional.of(known), why);
    }

    private Attempts.Attempt fetch(Domain domain, String id, Optional<KnownPolicy> known) {
        CompletableFuture<Attempts.Attempt> mine = new CompletableFuture<>();
        CompletableFuture<Attempts.Attempt> others = underWay.putIfAbsent(domain, mine);
        if (others != null) {
            return await(others, domain, id);
        }
        try {
            Attempts.Attempt attempt = attempts.recent(domain, id, clock.instant()).orElseGet(() -> attempt(domain, id, known));
            mine.complete(attempt);
            return attempt;
        } finally {
            underWay.remove(domain, mine);
            mine.complete(busy(domain, id));
        }
    }

    private Attempts.Attempt attempt(Domain domain, String id, Optional<KnownPolicy> known) {
        PolicyHost.Published published = host.fetch(domain);
        Optional<KnownPolicy> fresh = published.policy().map(policy -> new KnownPolicy(id, policy, clock.instant()));
        Attempts.Attempt attempt = new Attempts.Attempt(id, clock.instant(), published.kind(), fresh, published.why());
        attempts.keep(domain, attempt);
        fresh.ifPresent(policy -> cache.keep(domain, policy));
        boolean ending = known.filter(policy -> policy.policy().mode() == StsPolicy.Mode.NONE).isPresent();
        if (fresh.isEmpty() && !ending) {
            failures.accept(domain, published.why());
        }
        return attempt;
    }

    private Attempts.Attempt await(CompletableFuture<Attempts.Attempt> others, Domain domain, String id) {
        try {
            return others.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy(domain, id);
        } catch (TimeoutException | ExecutionException e) {
            return busy(domain, id);
        }
    }

    private Attempts.Attempt busy(Domain domain, String id) {
        return new Attempts.Attempt(id, clock.instant(), StsFinding.Kind.UNKNOWN, Optional.empty(), Reason.of("sts.busy", domain.name()));
    }
}
