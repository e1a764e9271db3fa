package org.sealpost.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicy;

@ExtendWith(ArquillianExtension.class)
class StsPolicyStoreIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    private StsPolicyStore store;
    /** One that holds nothing in memory, as after a restart. */
    @Inject
    private Instance<Restarted> restarted;
    @Inject
    private PolicyFinder finder;

    @Dependent
    @Typed(Restarted.class)
    public static class Restarted extends StsPolicyStore {
    }

    @Test
    void whatIsKeptOutlivesTheMemory() {
        Domain domain = new Domain("kept.sts-store.example");
        assertEquals(Optional.empty(), store.find(domain));
        KnownPolicy first = policy("one", StsPolicy.Mode.ENFORCE, Duration.ofDays(7), NOW);
        store.keep(domain, first);
        assertEquals(Optional.of(first), store.find(domain));
        assertEquals(Optional.of(first), restarted.get().find(domain));
        KnownPolicy ended = new KnownPolicy("two", new StsPolicy(StsPolicy.Mode.NONE, List.of(), Duration.ZERO), NOW);
        store.keep(domain, ended);
        assertEquals(Optional.of(ended), store.find(domain));
        assertEquals(Optional.of(ended), restarted.get().find(domain));
    }

    @Test
    void ageingPoliciesAreThoseADayOldOrHalfWayToTheirEnd() {
        keep("young", Duration.ofDays(7), Duration.ofHours(23));
        keep("day-old", Duration.ofDays(7), Duration.ofHours(25));
        keep("half-way", Duration.ofHours(4), Duration.ofHours(2));
        keep("short-and-young", Duration.ofHours(4), Duration.ofHours(1));
        keep("expired", Duration.ofDays(7), Duration.ofDays(7));
        List<String> ageing = store.ageing(1_000).stream().map(Domain::name).filter(name -> name.endsWith(".sts-ageing.example")).toList();
        assertEquals(List.of("day-old.sts-ageing.example", "half-way.sts-ageing.example"), ageing);
        assertEquals(1, store.ageing(1).size());
    }

    @Test
    void finderOfTheApplicationKnowsWhatIsKept() {
        Domain domain = new Domain("nowhere.sts-store.test");
        store.keep(domain, policy("one", StsPolicy.Mode.ENFORCE, Duration.ofDays(7), NOW));
        StsFinding finding = finder.of(domain);
        assertEquals(StsFinding.Kind.POLICY, finding.kind());
        assertTrue(finding.policy().orElseThrow().policy().lists("mx.sts-store.test"));
        assertFalse(finding.policy().get().policy().lists("evil.test"));
    }

    /** With the demo's name server, policy host and authority. */
    @Test
    void policyThatADomainPublishesIsFetchedAndKept() {
        Domain eves = new Domain("sts.test");
        StsFinding finding = finder.of(eves);
        assertEquals("sts.policy", finding.why().code());
        assertEquals(StsPolicy.Mode.ENFORCE, finding.policy().orElseThrow().policy().mode());
        assertEquals(finding.policy().get().id(), restarted.get().find(eves).orElseThrow().id());
        assertEquals(StsFinding.NONE, finder.of(new Domain("verified.test")));
    }

    private void keep(String name, Duration maxAge, Duration age) {
        store.keep(new Domain(name + ".sts-ageing.example"), policy("x", StsPolicy.Mode.TESTING, maxAge, NOW.minus(age)));
    }

    private static KnownPolicy policy(String id, StsPolicy.Mode mode, Duration maxAge, Instant at) {
        return new KnownPolicy(id, new StsPolicy(mode, List.of("mx.sts-store.test", "*.b.example"), maxAge), at);
    }
}
