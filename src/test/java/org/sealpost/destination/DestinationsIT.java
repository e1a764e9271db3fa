package org.sealpost.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

@ExtendWith(ArquillianExtension.class)
class DestinationsIT {

    private static final Reason WHY = Reason.of("tls.verified", "mx1.vos.example");

    @Inject
    private Destinations destinations;
    @Inject
    private ForcedDomains forced;
    @Inject
    private Bindings bindings;
    @Inject
    private Lessons lessons;
    @Inject
    private Directory directory;
    @Inject
    private AuditTrail audit;
    @Inject
    private ExecutorService executor;

    @Test
    void whatIsLearntIsKnownAndTheMemoryStays() {
        Domain vos = new Domain("vos-memory.example");
        assertEquals(Optional.empty(), destinations.facts(vos));
        destinations.learn(survey(vos, TlsLevel.VERIFIED));
        destinations.learn(survey(vos, TlsLevel.NONE));
        DestinationFacts facts = destinations.facts(vos).orElseThrow();
        assertEquals(TlsLevel.NONE, facts.level());
        assertEquals(TlsLevel.VERIFIED, facts.remembered());
        assertTrue(facts.fresh());
        assertEquals("mx1.vos.example", facts.evidence().get(0).mxHost());
    }

    @Test
    void manyDeliveriesMayMeetANewDomainAtOnce() throws Exception {
        Domain vos = new Domain("vos-crowd.example");
        List<Future<?>> deliveries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            deliveries.add(executor.submit(() -> destinations.learn(vos, evidence(TlsLevel.ENCRYPTED))));
        }
        for (Future<?> delivery : deliveries) {
            delivery.get(30, TimeUnit.SECONDS);
        }
        assertEquals(TlsLevel.ENCRYPTED, destinations.facts(vos).orElseThrow().remembered());
    }

    @Test
    void liftedMemoryIsSetAsideForAWhileOnly() {
        Domain vos = new Domain("vos-lifted.example");
        User ada = user("ada@clinic.test");
        destinations.learn(survey(vos, TlsLevel.VERIFIED));
        destinations.lift(vos, Instant.now().plus(Duration.ofDays(4)), "renewal is under way", ada);
        assertFalse(destinations.facts(vos).orElseThrow().tlsRemembered());
        assertTrue(destinations.endLift(vos, ada));
        assertTrue(destinations.facts(vos).orElseThrow().tlsRemembered());
        assertFalse(destinations.endLift(vos, ada), "nothing is lifted any more");
        assertEquals(List.of("destination.lifted ada@clinic.test", "destination.lift.ended ada@clinic.test"), audited(vos));
    }

    @Test
    void whoIsNoSystemAdministratorCanNeitherLiftNorForceNorRelease() {
        Domain vos = new Domain("vos-refused.example");
        User sam = user("sam@clinic.test");
        User ada = user("ada@clinic.test");
        destinations.learn(survey(vos, TlsLevel.VERIFIED));
        forced.force(vos, TlsLevel.VERIFIED, "asked for it", ada);
        assertThrows(SecurityException.class, () -> destinations.lift(vos, Instant.now().plusSeconds(600), "please", sam));
        assertThrows(SecurityException.class, () -> destinations.endLift(vos, sam));
        assertThrows(SecurityException.class, () -> forced.force(vos, TlsLevel.AUTHENTICATED, "please", sam));
        assertThrows(SecurityException.class, () -> forced.release(vos, sam));
        assertTrue(destinations.facts(vos).orElseThrow().tlsRemembered());
        assertEquals(TlsLevel.VERIFIED, destinations.floor(vos).level());
        assertEquals(List.of("destination.forced ada@clinic.test"), audited(vos));
        forced.release(vos, ada);
    }

    @Test
    void forcedDomainBindsWhoeverWasNeverSeenHoweverItIsWritten() {
        User ada = user("ada@clinic.test");
        Domain bank = new Domain("münchen-bank.example");
        forced.force(bank, TlsLevel.VERIFIED, "asked for it in writing", ada);
        RoadFloor floor = new RoadFloor(TlsLevel.VERIFIED, Reason.of("floor.forced"));
        for (String spelling : List.of("XN--MNCHEN-BANK-THB.example", "MÜNCHEN-bank.example.", "münchen-bank.EXAMPLE")) {
            assertEquals(floor, destinations.floor(new Domain(spelling)));
            assertEquals(floor, destinations.bounds(new Domain(spelling)).forced());
        }
        assertEquals(RoadFloor.NONE, destinations.floor(new Domain("www.münchen-bank.example")));
        destinations.learn(survey(bank, TlsLevel.NONE));
        assertEquals(floor, destinations.floor(bank));
        forced.force(bank, TlsLevel.AUTHENTICATED, "and now by policy", ada);
        assertEquals(TlsLevel.AUTHENTICATED, destinations.floor(bank).level());
        assertTrue(forced.release(bank, ada));
        assertEquals(RoadFloor.NONE, destinations.floor(bank));
        assertFalse(forced.release(bank, ada));
    }

    @Test
    void whatBindsADeliveryIsHeldAndYetChangesAtOnce() {
        User ada = user("ada@clinic.test");
        Domain bank = new Domain("held-bank.example");
        assertEquals(new Bounds(RoadFloor.NONE, false, false), bindings.of(bank));
        forced.force(bank, TlsLevel.VERIFIED, "asked for it in writing", ada);
        assertEquals(TlsLevel.VERIFIED, bindings.of(bank).forced().level());
        assertTrue(forced.release(bank, ada));
        assertEquals(RoadFloor.NONE, bindings.of(bank).forced());
        lessons.learn(bank, List.of(evidence(TlsLevel.ENCRYPTED)));
        assertTrue(bindings.of(bank).tlsRemembered());
        destinations.lift(bank, Instant.now().plus(Duration.ofDays(4)), "renewal is under way", ada);
        assertFalse(bindings.of(bank).tlsRemembered());
    }

    @Test
    void sameLessonIsWrittenDownOnceAndAnotherAtOnce() {
        Domain vos = new Domain("vos-lesson.example");
        lessons.learn(vos, List.of(evidence(TlsLevel.ENCRYPTED)));
        Instant first = destinations.facts(vos).orElseThrow().at().orElseThrow();
        lessons.learn(vos, List.of(evidence(TlsLevel.ENCRYPTED)));
        assertEquals(first, destinations.facts(vos).orElseThrow().at().orElseThrow());
        lessons.learn(vos, List.of(evidence(TlsLevel.VERIFIED)));
        assertEquals(TlsLevel.VERIFIED, destinations.facts(vos).orElseThrow().remembered());
        destinations.learn(survey(vos, TlsLevel.NONE));
        lessons.learn(vos, List.of(evidence(TlsLevel.VERIFIED)));
        assertEquals(TlsLevel.VERIFIED, destinations.facts(vos).orElseThrow().level());
    }

    @Test
    void liftNeedsAReasonAndAnEndWithinAYear() {
        Domain vos = new Domain("vos-forever.example");
        User ada = user("ada@clinic.test");
        destinations.learn(survey(vos, TlsLevel.VERIFIED));
        assertThrows(IllegalArgumentException.class, () -> destinations.lift(vos, Instant.now().plus(Duration.ofDays(4_000)), "forever", ada));
        assertThrows(IllegalArgumentException.class, () -> destinations.lift(vos, Instant.now().minusSeconds(1), "over", ada));
        assertThrows(IllegalArgumentException.class, () -> destinations.lift(vos, Instant.now().plus(Duration.ofDays(4)), " ", ada));
        assertTrue(destinations.facts(vos).orElseThrow().tlsRemembered());
    }

    private User user(String address) {
        return directory.user(Address.of(address)).orElseThrow();
    }

    private List<String> audited(Domain domain) {
        return audit.about(user("ada@clinic.test").accountId(), domain.name()).stream().map(event -> event.action() + " " + event.actor()).toList();
    }

    private static Survey survey(Domain domain, TlsLevel level) {
        return new Survey(domain, Instant.now(), Survey.Kind.REACHED, level, level != TlsLevel.NONE, WHY,
                RoadFloor.NONE, Published.NOTHING, List.of(evidence(level)));
    }

    private static Evidence evidence(TlsLevel level) {
        return new Evidence(Instant.now(), "mx1.vos.example", Optional.of("192.0.2.1"), Optional.of("TLSv1.3"),
                Optional.empty(), Optional.empty(), level, WHY, Evidence.Policy.OPPORTUNISTIC, Optional.empty());
    }
}
