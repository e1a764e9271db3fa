package org.sealpost.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

class RemoteDomainTest {

    private static final Domain VOS = new Domain("vos.example");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Reason WHY = Reason.of("tls.selfsigned", "mx1.vos.example");

    private final RemoteDomain vos = new RemoteDomain(VOS);

    @Test
    void nothingIsKnownOfANewDomain() {
        assertEquals(Optional.empty(), vos.facts(NOON));
        assertEquals(TlsLevel.NONE, vos.remembered(NOON));
    }

    @Test
    void surveyCountsForADay() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        DestinationFacts soon = facts(NOON.plus(Duration.ofHours(23)));
        assertEquals(TlsLevel.VERIFIED, soon.level());
        assertTrue(soon.fresh());
        assertFalse(soon.due());
        DestinationFacts late = facts(NOON.plus(Duration.ofHours(24)));
        assertFalse(late.fresh());
        assertTrue(late.due());
    }

    @Test
    void memoryOnlyRises() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        vos.learn(reached(NOON.plusSeconds(60), TlsLevel.NONE));
        DestinationFacts facts = facts(NOON.plusSeconds(120));
        assertEquals(TlsLevel.NONE, facts.level());
        assertEquals(TlsLevel.VERIFIED, facts.remembered());
        assertTrue(facts.tlsRemembered());
    }

    @Test
    void failedLookLeavesWhatWasSeenAndIsNotRepeatedAtOnce() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        Instant nextDay = NOON.plus(Duration.ofHours(25));
        vos.learn(unreachable(nextDay));
        DestinationFacts facts = facts(nextDay.plusSeconds(60));
        assertEquals(Survey.Kind.UNREACHABLE, facts.kind());
        assertEquals(TlsLevel.VERIFIED, facts.level());
        assertFalse(facts.fresh());
        assertFalse(facts.due());
        assertTrue(facts(nextDay.plusSeconds(300)).due());
    }

    @Test
    void failedLookWithinTheDayTakesNothingAway() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        vos.learn(unreachable(NOON.plusSeconds(3600)));
        assertTrue(facts(NOON.plusSeconds(3700)).fresh());
    }

    @Test
    void domainWithoutMailKeepsItsMemory() {
        vos.learn(reached(NOON, TlsLevel.ENCRYPTED));
        vos.learn(new Survey(VOS, NOON.plusSeconds(60), Survey.Kind.NO_MAIL, TlsLevel.NONE, false, WHY,
                RoadFloor.NONE, Published.NOTHING, List.of()));
        DestinationFacts facts = facts(NOON.plusSeconds(70));
        assertEquals(Survey.Kind.NO_MAIL, facts.kind());
        assertFalse(facts.fresh());
        assertEquals(TlsLevel.ENCRYPTED, facts.remembered());
    }

    @Test
    void betterDeliveryCountsAtOnce() {
        vos.learn(reached(NOON, TlsLevel.ENCRYPTED));
        vos.learn(met(NOON.plusSeconds(60), TlsLevel.VERIFIED, "TLSv1.3"));
        assertEquals(TlsLevel.VERIFIED, facts(NOON.plusSeconds(61)).level());
        assertEquals(TlsLevel.VERIFIED, facts(NOON.plusSeconds(61)).remembered());
    }

    @Test
    void worseDeliveryMakesALookDueAndLowersNoMemory() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        vos.learn(Evidence.unreached(NOON.plusSeconds(60), "mx1.vos.example", WHY));
        DestinationFacts facts = facts(NOON.plusSeconds(61));
        assertFalse(facts.fresh());
        assertTrue(facts.due());
        assertEquals(TlsLevel.VERIFIED, facts.remembered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls.handshake", "tls.refused", "tls.injected"})
    void offerInVainIsRememberedAndTakesTheSurveyInClearAway(String code) {
        Evidence inVain = Evidence.unreached(NOON.plusSeconds(60), "mx1.vos.example", Reason.of(code, "mx1.vos.example"));
        vos.learn(inVain);
        assertTrue(facts(NOON.plusSeconds(61)).tlsRemembered());
        assertEquals(TlsLevel.NONE, facts(NOON.plusSeconds(61)).remembered());
        assertTrue(facts(NOON.plusSeconds(61)).due());
        vos.learn(reached(NOON.plusSeconds(120), TlsLevel.NONE));
        assertTrue(facts(NOON.plusSeconds(121)).tlsRemembered());
        vos.learn(inVain);
        assertFalse(facts(NOON.plusSeconds(122)).fresh());
        vos.lift(NOON.plus(Duration.ofDays(4)), "renewal is under way", "ada@clinic.test");
        assertFalse(facts(NOON.plusSeconds(123)).tlsRemembered());
    }

    @Test
    void hostThatNeverOfferedIsNoMemory() {
        vos.learn(new Survey(VOS, NOON, Survey.Kind.REACHED, TlsLevel.NONE, false, Reason.of("tls.none"),
                RoadFloor.NONE, Published.NOTHING, List.of(Evidence.unreached(NOON, "mx1.vos.example", Reason.of("tls.none")))));
        assertFalse(facts(NOON).tlsRemembered());
        assertTrue(facts(NOON).fresh());
    }

    @Test
    void liftedMemoryComesBack() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        vos.lift(NOON.plus(Duration.ofDays(4)), "renewal is under way", "ada@clinic.test");
        assertEquals(TlsLevel.NONE, vos.remembered(NOON.plus(Duration.ofDays(3))));
        assertEquals(TlsLevel.VERIFIED, vos.remembered(NOON.plus(Duration.ofDays(4))));
    }

    @Test
    void evidenceIsStoredWhole() {
        Survey survey = reached(NOON, TlsLevel.VERIFIED);
        vos.learn(survey);
        assertEquals(survey.hosts(), facts(NOON).evidence());
        assertEquals(WHY, facts(NOON).reason());
        Evidence bare = Evidence.unreached(NOON, "mx2.vos.example", Reason.of("mx.slow"));
        assertEquals(List.of(bare), EvidenceText.evidence(EvidenceText.of(List.of(bare))));
    }

    @Test
    void olderTlsDoesNotCountWhereOnlyTheNewestIsAllowed() {
        vos.learn(new Survey(VOS, NOON, Survey.Kind.REACHED, TlsLevel.VERIFIED, true, WHY,
                RoadFloor.NONE, Published.NOTHING, List.of(met(NOON, TlsLevel.VERIFIED, "TLSv1.2"), met(NOON, TlsLevel.ENCRYPTED, "TLSv1.3"))));
        assertEquals(TlsLevel.VERIFIED, facts(NOON).level(TlsVersion.TLS_1_2));
        assertEquals(TlsLevel.ENCRYPTED, facts(NOON).level(TlsVersion.TLS_1_3));
    }

    @Test
    void floorLastsAsLongAsItsProofAndNoFailingDnsEndsOne() {
        RoadFloor dane = new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.dane"));
        vos.learn(published(dane, Published.Dane.USABLE, Published.Sts.NONE));
        assertEquals(dane, facts(NOON).floor());
        vos.learn(published(RoadFloor.NONE, Published.Dane.UNKNOWN, Published.Sts.UNKNOWN));
        assertEquals(dane, facts(NOON).floor());
        assertEquals(Published.Dane.USABLE, facts(NOON).published().dane());
        assertTrue(vos.bounds(RoadFloor.NONE, NOON).daneRemembered());
        vos.learn(unreachable(NOON.plusSeconds(60)));
        assertEquals(dane, facts(NOON).floor());
        vos.learn(published(RoadFloor.NONE, Published.Dane.NONE, Published.Sts.NONE));
        assertEquals(RoadFloor.NONE, facts(NOON).floor());
        assertFalse(vos.bounds(RoadFloor.NONE, NOON).daneRemembered());
    }

    @Test
    void policyOfADomainEndsWhereNoneIsKeptAnyMore() {
        RoadFloor sts = new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.sts"));
        vos.learn(published(sts, Published.Dane.UNSIGNED, Published.Sts.ENFORCE));
        assertEquals(sts, facts(NOON).floor());
        vos.learn(published(RoadFloor.NONE, Published.Dane.UNSIGNED, Published.Sts.UNKNOWN));
        assertEquals(RoadFloor.NONE, facts(NOON).floor());
    }

    @Test
    void whoLiftedTheMemoryAndWhyIsKnownWhileItLasts() {
        vos.learn(reached(NOON, TlsLevel.VERIFIED));
        vos.lift(NOON.plus(Duration.ofDays(4)), "renewal is under way", "ada@clinic.test");
        assertEquals(Optional.of(new DestinationFacts.Lifting(NOON.plus(Duration.ofDays(4)), "renewal is under way", "ada@clinic.test")),
                facts(NOON).lifting());
        assertFalse(vos.bounds(RoadFloor.NONE, NOON).tlsRemembered());
        assertEquals(Optional.empty(), facts(NOON.plus(Duration.ofDays(4))).lifting());
    }

    private static Survey published(RoadFloor floor, Published.Dane dane, Published.Sts sts) {
        return new Survey(VOS, NOON, Survey.Kind.REACHED, TlsLevel.VERIFIED, true, WHY, floor, new Published(dane, sts, true),
                List.of(met(NOON, TlsLevel.VERIFIED, "TLSv1.3")));
    }

    private DestinationFacts facts(Instant now) {
        return vos.facts(now).orElseThrow();
    }

    private static Survey reached(Instant at, TlsLevel level) {
        return new Survey(VOS, at, Survey.Kind.REACHED, level, level != TlsLevel.NONE, WHY,
                RoadFloor.NONE, Published.NOTHING, List.of(met(at, level, "TLSv1.3")));
    }

    private static Survey unreachable(Instant at) {
        return new Survey(VOS, at, Survey.Kind.UNREACHABLE, TlsLevel.NONE, false, Reason.of("mx.slow"),
                RoadFloor.NONE, Published.NOTHING, List.of(Evidence.unreached(at, "mx1.vos.example", Reason.of("mx.slow"))));
    }

    private static Evidence met(Instant at, TlsLevel level, String version) {
        return new Evidence(at, "mx1.vos.example", Optional.of("127.0.0.1"), Optional.of(version),
                Optional.of("TLS_AES_256_GCM_SHA384"), Optional.of(new Evidence.Certificate("CN=mx1.vos.example",
                        "CN=Test CA", NOON.plus(Duration.ofDays(90)), "00ff")), level, WHY,
                Evidence.Policy.OPPORTUNISTIC, Optional.of("250 2.0.0 queued"));
    }
}
