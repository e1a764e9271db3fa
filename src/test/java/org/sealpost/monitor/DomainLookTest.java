package org.sealpost.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Domain;
import org.sealpost.transport.Survey;

class DomainLookTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Domain HAL = new Domain("forced.test");

    @Test
    void whatIsForcedCountsBesideWhatTheDomainDemands() {
        DomainLook look = look(TlsLevel.VERIFIED, true);
        assertTrue(look.isGood());
        DomainLook forced = look.under(new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.forced")));
        assertFalse(forced.isGood());
        assertEquals(Reason.of("floor.forced.unmet", "forced.test"), forced.verdict());
        assertEquals(look, look.under(RoadFloor.NONE));
    }

    @Test
    void encryptionThatFailsIsNotTakenForNone() {
        assertEquals(Reason.of("verdict.failing", "forced.test"), look(TlsLevel.NONE, true).verdict());
        assertEquals(Reason.of("verdict.clear", "forced.test"), look(TlsLevel.NONE, false).verdict());
        assertFalse(look(TlsLevel.NONE, true).isGood());
        assertFalse(look(TlsLevel.ENCRYPTED, true).isGood());
    }

    @Test
    void whoCouldNotBeReachedIsNotJudged() {
        DomainLook look = DomainLook.of(new Survey(HAL, NOON, Survey.Kind.UNREACHABLE, TlsLevel.NONE, false,
                Reason.of("mx.failed", "forced.test"), RoadFloor.NONE, Published.NOTHING, List.of()), Map.of());
        assertEquals(Reason.of("verdict.unreachable"), look.verdict());
        assertEquals(Optional.of(Reason.of("mx.failed", "forced.test")), look.because());
        assertFalse(look.isGood());
    }

    @Test
    void hostOutsideThePolicyIsUnusedHoweverGoodItsCertificateIs() {
        HostLook unlisted = new HostLook(Optional.of(10), Evidence.unreached(NOON, "old.forced.test", Reason.of("sts.mx", "old.forced.test")));
        assertEquals(HostLook.Proof.UNUSED, unlisted.proof());
        assertEquals(Optional.empty(), unlisted.startTls());
        HostLook stubborn = new HostLook(Optional.empty(), host(TlsLevel.NONE, "tls.handshake", Optional.empty()));
        assertEquals(Optional.of(HostLook.StartTls.FAILS), stubborn.startTls());
        assertEquals(HostLook.Proof.UNPROVEN, stubborn.proof());
        HostLook silent = new HostLook(Optional.empty(), host(TlsLevel.NONE, "tls.none", Optional.empty()));
        assertEquals(Optional.of(HostLook.StartTls.NO), silent.startTls());
    }

    @Test
    void prioritiesAreKnownEvenWhenSomethingWasSeenAfterTheLook() {
        DomainLook asked = look(TlsLevel.VERIFIED, true);
        DomainLook delivered = DomainLook.of(new Survey(HAL, NOON.plusNanos(1_000), Survey.Kind.REACHED, TlsLevel.ENCRYPTED, true,
                Reason.of("seen"), RoadFloor.NONE, Published.NOTHING, List.of(host(TlsLevel.ENCRYPTED, "tls.name", Optional.of("TLSv1.3")))),
                Map.of());
        DomainLook shown = asked.orLater(delivered);
        assertEquals(TlsLevel.ENCRYPTED, shown.level());
        assertEquals(Optional.of(NOON.plusNanos(1_000)), shown.at());
        assertEquals(List.of(Optional.of(10)), shown.hosts().stream().map(HostLook::priority).toList());
        assertEquals(asked, asked.orLater(asked));
        assertEquals(asked, asked.orLater(look(TlsLevel.NONE, true)), "not what was seen before");
    }

    private static DomainLook look(TlsLevel level, boolean offered) {
        return DomainLook.of(new Survey(HAL, NOON, Survey.Kind.REACHED, level, offered, Reason.of("seen"), RoadFloor.NONE,
                Published.NOTHING, List.of(host(level, "tls.verified", Optional.of("TLSv1.3")))), Map.of("mx.forced.test", 10));
    }

    private static Evidence host(TlsLevel level, String reason, Optional<String> version) {
        return new Evidence(NOON, "mx.forced.test", Optional.of("192.0.2.1"), version, Optional.empty(), Optional.empty(), level,
                Reason.of(reason), Evidence.Policy.OPPORTUNISTIC, Optional.empty());
    }
}
