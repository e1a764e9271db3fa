package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicy.Mode;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;

/** Domains with an MTA-STS policy (RFC 8461 §4, §5), and REQUIRETLS (RFC 8689), which needs a proven name too. */
class CourierStsTest {

    @ParameterizedTest
    @ValueSource(strings = {"mx.verified.test", "*.verified.test"})
    void listedHostWithAValidCertificateIsAuthenticated(String pattern) {
        try (Road road = Road.to("verified").sts(Mode.ENFORCE, "mail.verified.test", pattern)) {
            Outcome outcome = road.carry(TlsLevel.AUTHENTICATED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            Evidence evidence = outcome.evidence().get(0);
            assertEquals(Reason.of("tls.sts", "mx.verified.test"), evidence.levelReason());
            assertEquals(new Evidence.Policy(TlsLevel.AUTHENTICATED, Reason.of("policy.sts.enforce")), evidence.policy());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.verified.test", "*.mx.verified.test", "verified.test", "*.test", "*.other.test"})
    void mxOutsideEnforcedPolicyIsNeverSentMailFrom(String pattern) {
        for (TlsLevel atLeast : TlsLevel.values()) {
            try (Road road = Road.to("verified").sts(Mode.ENFORCE, pattern)) {
                Outcome outcome = road.carry(atLeast);
                assertEquals(Outcome.Kind.INSECURE, outcome.kind());
                assertEquals("sts.mx", outcome.reason().code());
                assertTrue(outcome.belowFloor());
                assertEquals(0, road.server().connections());
                road.assertNothingLeft();
            }
        }
    }

    @Test
    void hostOutsideThePolicyLeavesTheListedOne() {
        String zones = """
                verified.test      MX 10 mx.verified.test
                verified.test      MX 20 mx2.verified.test
                mx.verified.test   A  192.0.2.1
                mx2.verified.test  A  192.0.2.2
                """;
        Identity second = Road.CA.leaf("mx2.verified.test");
        try (Road road = Road.to("verified").host("mx2.verified.test", ScriptedSmtpServer.playing("verified").as(second)).zones(zones)
                .sts(Mode.ENFORCE, "mx2.verified.test")) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(List.of("mx.verified.test", "mx2.verified.test"), outcome.evidence().stream().map(Evidence::mxHost).toList());
            assertEquals(0, road.server(0).connections());
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLevel.class)
    void badCertificateUnderAnEnforcedPolicyIsNeverSentMailFrom(TlsLevel atLeast) {
        Identity expired = Road.CA.order("mx.verified.test")
                .valid(FixedTime.NOON.minus(Duration.ofDays(30)), FixedTime.NOON.minus(Duration.ofDays(1))).issue();
        for (Identity bad : List.of(expired, TestCa.selfSigned("mx.verified.test"), Road.CA.leaf("mx.other.test"))) {
            try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(bad)).sts(Mode.ENFORCE, "mx.verified.test")) {
                Outcome outcome = road.carry(atLeast);
                assertEquals(Outcome.Kind.INSECURE, outcome.kind());
                assertTrue(outcome.belowFloor());
                road.assertNothingLeft();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-starttls", "helo-only"})
    void strippedHostUnderAnEnforcedPolicyIsNeverSentMailFrom(String dialogue) {
        try (Road road = Road.to(dialogue).sts(Mode.ENFORCE, "mx.verified.test")) {
            assertTrue(road.carry(TlsLevel.NONE).belowFloor());
            road.assertNothingLeft();
        }
    }

    @Test
    void policyThatIsOnlyTestedBlocksNothingAndIsKeptAsEvidence() {
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(TestCa.selfSigned("mx.verified.test")))
                .sts(Mode.TESTING, "mail.verified.test")) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals("policy.sts.testing", outcome.evidence().get(0).policy().source().code());
            assertEquals(TlsLevel.ENCRYPTED, outcome.evidence().get(0).level());
        }
        try (Road road = Road.to("verified").sts(Mode.TESTING, "mx.verified.test")) {
            assertEquals(Outcome.Kind.INSECURE, road.carry(TlsLevel.AUTHENTICATED).kind());
            road.assertNothingLeft();
        }
    }

    @Test
    void whereNobodyTellsThePolicyMailThatNeedsOneWaits() {
        StsFinding unknown = new StsFinding(StsFinding.Kind.UNKNOWN, Optional.empty(), Reason.of("sts.unreachable", "verified.test"));
        try (Road road = Road.to("verified").sts(unknown)) {
            Outcome outcome = road.carry(TlsLevel.AUTHENTICATED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals("sts.unreachable", outcome.reason().code());
            road.assertNothingLeft();
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
        }
    }

    @Test
    void waitingConnectionIsJudgedAnewByEachDomainsOwnPolicy() {
        String zones = """
                verified.test     MX 10 mx.verified.test
                other.test        MX 10 mx.verified.test
                mx.verified.test  A  192.0.2.1
                """;
        try (Road road = Road.to("verified").zones(zones).sts(Mode.ENFORCE, "mx.verified.test")) {
            assertEquals(TlsLevel.AUTHENTICATED, road.carry(TlsLevel.NONE).evidence().get(0).level());
            road.sts(Mode.ENFORCE, "mx.elsewhere.test");
            Outcome other = road.carry(TlsLevel.NONE, "lea@other.test").get(0);
            assertEquals(Outcome.Kind.INSECURE, other.kind());
            road.sts(StsFinding.NONE);
            Outcome third = road.carry(TlsLevel.VERIFIED, "lea@other.test").get(0);
            assertEquals(TlsLevel.VERIFIED, third.evidence().get(0).level());
            assertEquals("tls.verified", third.evidence().get(0).levelReason().code());
            assertEquals(1, road.server().connections());
        }
    }

    @Test
    void forcedDomainsFloorHoldsEverythingAndIsTold() {
        RoadFloor forced = new RoadFloor(TlsLevel.VERIFIED, Reason.of("floor.forced"));
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(TestCa.selfSigned("mx.verified.test")))) {
            Outcome outcome = road.courier().carry(Road.consignment(TlsDemand.of(TlsLevel.NONE).above(forced), Road.message(),
                    "hal@verified.test")).get(0);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertTrue(outcome.belowFloor());
            assertEquals(new Evidence.Policy(TlsLevel.VERIFIED, Reason.of("policy.forced")), outcome.evidence().get(0).policy());
            road.assertNothingLeft();
        }
    }

    @Test
    void roadAboveItsFloorAndBelowWhatTheMessageNeedsLeavesRoomForAnotherProtection() {
        try (Road road = Road.to("verified")) {
            Outcome outcome = road.carry(TlsLevel.AUTHENTICATED);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertFalse(outcome.belowFloor());
            road.assertNothingLeft();
        }
    }

    @Test
    void reportOnFailuresIsSentDespiteThem() {
        TlsDemand despite = new TlsDemand(TlsLevel.NONE, RoadFloor.NONE, TlsVersion.TLS_1_2, false, true, false);
        try (Road road = Road.to("verified").sts(Mode.ENFORCE, "mx.elsewhere.test")) {
            assertEquals(Outcome.Kind.DELIVERED, road.courier().carry(Road.consignment(despite, Road.message(), "tls@verified.test"))
                    .get(0).kind());
        }
    }

    @Test
    void messageThatNeedsTlsAllTheWayGoesOnlyToAHostThatPromisesIt() {
        TlsDemand allTheWay = new TlsDemand(TlsLevel.VERIFIED, RoadFloor.NONE, TlsVersion.TLS_1_2, true, false, false);
        try (Road road = Road.to("verified").sts(Mode.ENFORCE, "mx.verified.test")) {
            Outcome outcome = road.courier().carry(Road.consignment(allTheWay, Road.message(), "rex@verified.test")).get(0);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("requiretls.unsupported", outcome.reason().code());
            assertEquals("5.7.30", outcome.status().toString());
            assertFalse(outcome.belowFloor());
            road.assertNothingLeft();
        }
        try (Road road = Road.to("requiretls").sts(Mode.ENFORCE, "mx.verified.test")) {
            Outcome outcome = road.courier().carry(Road.consignment(allTheWay, Road.message(), "rex@verified.test")).get(0);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertTrue(road.server().heard("MAIL FROM:<sam@clinic.test> RET=HDRS ENVID=q-17 REQUIRETLS"), () -> "" + road.server().heard());
            road.carry(TlsLevel.VERIFIED);
            assertTrue(road.server().heard().contains("MAIL FROM:<sam@clinic.test> RET=HDRS ENVID=q-17"));
        }
        try (Road road = Road.to("requiretls")) {
            Outcome unproven = road.courier().carry(Road.consignment(allTheWay, Road.message(), "rex@verified.test")).get(0);
            assertEquals(Outcome.Kind.INSECURE, unproven.kind());
            assertEquals("tls.unauthenticated", unproven.reason().code());
            road.assertNothingLeft();
        }
    }

    @Test
    void waitingConnectionThatPromisesNothingIsNoneForMailThatNeedsThePromise() {
        TlsDemand allTheWay = new TlsDemand(TlsLevel.VERIFIED, RoadFloor.NONE, TlsVersion.TLS_1_2, true, false, false);
        try (Road road = Road.to("verified").sts(Mode.ENFORCE, "mx.verified.test")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            Outcome outcome = road.courier().carry(Road.consignment(allTheWay, Road.message(), "rex@verified.test")).get(0);
            assertEquals("requiretls.unsupported", outcome.reason().code());
            assertEquals(1, road.server().messages().size());
            assertFalse(road.server().heard("RCPT TO:<rex"));
        }
    }

    @Test
    void surveyTellsThePolicy() {
        try (Road road = Road.to("verified").sts(Mode.ENFORCE, "mx.verified.test")) {
            Survey survey = road.survey("verified.test");
            assertEquals(new RoadFloor(TlsLevel.AUTHENTICATED, Reason.of("floor.sts")), survey.floor());
            assertEquals(TlsLevel.AUTHENTICATED, survey.level());
            assertEquals(new Published(Published.Dane.UNSIGNED, Published.Sts.ENFORCE, false), survey.published());
        }
        try (Road road = Road.to("verified").sts(Mode.TESTING, "mx.elsewhere.test")) {
            assertEquals(Published.Sts.TESTING, road.survey("verified.test").published().sts());
            assertEquals(RoadFloor.NONE, road.survey("verified.test").floor());
        }
    }
}
