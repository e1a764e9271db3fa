package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mtasts.StsPolicy.Mode;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.TlsaRecords;

/** Domains that prove their servers' certificates by DANE (RFC 7672), and what becomes of mail when the proof fails. */
class CourierDaneTest {

    private static final Identity SELF_SIGNED = TestCa.selfSigned("mx.elsewhere.test");
    private static final String SIGNED = """
            verified.test     SIGNED
            verified.test     MX 10 mx.verified.test
            mx.verified.test  A  192.0.2.1
            """;

    @Test
    void matchingCertificateAuthenticatesWhateverItsNameDateAndIssuer() {
        Identity old = TestCa.root().order("mx.elsewhere.test")
                .valid(FixedTime.NOON.minus(Duration.ofDays(30)), FixedTime.NOON.minus(Duration.ofDays(1))).issue();
        for (Identity server : List.of(SELF_SIGNED, old)) {
            try (Road road = dane(server, TlsaRecords.text("3 1 1", server.certificate()))) {
                Outcome outcome = road.carry(TlsLevel.AUTHENTICATED);
                assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
                Evidence evidence = outcome.evidence().get(0);
                assertEquals(TlsLevel.AUTHENTICATED, evidence.level());
                assertEquals(Reason.of("tls.dane", "mx.verified.test"), evidence.levelReason());
                assertEquals(new Evidence.Policy(TlsLevel.AUTHENTICATED, Reason.of("policy.dane")), evidence.policy());
                road.assertNothingReadable();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLevel.class)
    void certificateThatDoesNotMatchIsNeverSentMailFromHoweverValidItIs(TlsLevel atLeast) {
        try (Road road = dane(Road.GOOD, TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()))) {
            Outcome outcome = road.carry(atLeast);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("dane.mismatch", outcome.reason().code());
            assertTrue(outcome.belowFloor());
            road.assertNothingLeft();
        }
    }

    @Test
    void policyOfTheDomainNeverOverridesAMismatch() {
        try (Road road = dane(Road.GOOD, TlsaRecords.text("3 1 1", SELF_SIGNED.certificate())).sts(Mode.ENFORCE, "mx.verified.test")) {
            assertEquals("dane.mismatch", road.carry(TlsLevel.NONE).reason().code());
            road.assertNothingLeft();
        }
    }

    @Test
    void hostIsNamedInTheHandshakeAsItsRecordsAre() {
        String alias = """
                verified.test       SIGNED
                verified.test       MX 10 mx.verified.test
                mx.verified.test    CNAME real.verified.test
                real.verified.test  A  192.0.2.1
                _25._tcp.%s         TLSA %s
                """;
        for (String base : List.of("real.verified.test", "mx.verified.test")) {
            try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(SELF_SIGNED))
                    .zones(alias.formatted(base, TlsaRecords.text("3 1 1", SELF_SIGNED.certificate())))) {
                assertEquals(TlsLevel.AUTHENTICATED, road.carry(TlsLevel.AUTHENTICATED).evidence().get(0).level());
                assertEquals(List.of(base), road.server().names());
            }
        }
    }

    @Test
    void recordsWithoutStartTlsHoldTheMail() {
        try (Road road = Road.to("no-starttls").zones(SIGNED + "_25._tcp.mx.verified.test TLSA "
                + TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()))) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertTrue(outcome.belowFloor());
            road.assertNothingLeft();
        }
    }

    @Test
    void bogusRecordsHoldTheMailAndAreNeverTakenForNone() {
        for (String broken : List.of("_25._tcp.mx.verified.test FAILED", "mx.verified.test FAILED AAAA\nmx.verified.test FAILED A")) {
            try (Road road = Road.to("verified").zones(SIGNED + broken).sts(Mode.ENFORCE, "mx.verified.test")) {
                Outcome outcome = road.carry(TlsLevel.NONE);
                assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
                assertEquals("dane.failed", outcome.reason().code());
                road.assertNothingLeft();
            }
        }
    }

    @Test
    void onlyUnusableRecordsMakeTlsMandatoryAndLeaveTheLevelToTheAuthorities() {
        String unusable = SIGNED + "_25._tcp.mx.verified.test TLSA " + TlsaRecords.text("1 1 1", SELF_SIGNED.certificate());
        try (Road road = Road.to("no-starttls").zones(unusable)) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertTrue(outcome.belowFloor());
            road.assertNothingLeft();
        }
        try (Road road = Road.to("verified").zones(unusable)) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(TlsLevel.VERIFIED, outcome.evidence().get(0).level());
            assertEquals("policy.dane.unusable", outcome.evidence().get(0).policy().source().code());
        }
        try (Road road = Road.to("verified").zones(unusable).sts(Mode.ENFORCE, "mx.verified.test")) {
            assertEquals(TlsLevel.AUTHENTICATED, road.carry(TlsLevel.AUTHENTICATED).evidence().get(0).level());
        }
    }

    @Test
    void recordsBelowUnsignedMxRecordsProveNothing() {
        String zones = """
                verified.test     MX 10 mx.verified.test
                mx.verified.test  SIGNED
                mx.verified.test  A  192.0.2.1
                _25._tcp.mx.verified.test TLSA %s
                """.formatted(TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()));
        try (Road road = Road.to("verified").zones(zones)) {
            assertEquals(TlsLevel.VERIFIED, road.carry(TlsLevel.VERIFIED).evidence().get(0).level());
        }
    }

    @Test
    void whereNobodyValidatesDaneIsOffAndMailToWhoHadItWaits() {
        try (Road road = dane(SELF_SIGNED, TlsaRecords.text("3 1 1", SELF_SIGNED.certificate())).validated(() -> false)) {
            assertEquals(Published.Dane.UNKNOWN, road.survey("verified.test").published().dane());
            Outcome outcome = road.courier().carry(Road.consignment(TlsDemand.of(TlsLevel.NONE).rememberingDane(true), Road.message(),
                    "anna@verified.test")).get(0);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals("dane.failed", outcome.reason().code());
            assertEquals(0, road.server().messages().size());
            assertEquals(TlsLevel.ENCRYPTED, road.carry(TlsLevel.NONE).evidence().get(0).level());
        }
    }

    /** An attacker chooses the moment when signatures come through. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void validationThatBeginsMeanwhileMakesForgedRecordsNoProofOfAbsence(int questions) {
        Identity attacker = Road.CA.leaf("mx.evil.test");
        AtomicInteger asked = new AtomicInteger();
        String forged = "verified.test MX 10 mx.evil.test\nmx.evil.test A 192.0.2.66\n";
        try (Road road = new Road().host("mx.evil.test", ScriptedSmtpServer.playing("verified").as(attacker)).zones(forged)
                .validated(() -> asked.incrementAndGet() > questions)) {
            Outcome outcome = road.courier().carry(Road.consignment(TlsDemand.of(TlsLevel.VERIFIED).rememberingDane(true), Road.message(),
                    "anna@verified.test")).get(0);
            assertEquals("dane.failed", outcome.reason().code());
            road.assertNothingLeft();
            asked.set(0);
            assertEquals(Published.Dane.UNKNOWN, road.survey("verified.test").published().dane());
        }
    }

    @Test
    void mismatchAtOneHostLeavesTheNextOne() {
        String zones = SIGNED + """
                verified.test      MX 20 mx2.verified.test
                mx2.verified.test  A  192.0.2.2
                _25._tcp.mx.verified.test TLSA %s
                _25._tcp.mx2.verified.test TLSA %s
                """.formatted(TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()), TlsaRecords.text("3 1 1", Road.GOOD.certificate()));
        try (Road road = Road.to("verified").host("mx2.verified.test", ScriptedSmtpServer.playing("verified").as(Road.GOOD)).zones(zones)) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(List.of("mx.verified.test", "mx2.verified.test"), outcome.evidence().stream().map(Evidence::mxHost).toList());
            assertFalse(road.server(0).heard("MAIL"));
            assertEquals(1, road.server(1).messages().size());
        }
    }

    @Test
    void surveyTellsWhatTheDomainProvesAndDemands() {
        try (Road road = dane(SELF_SIGNED, TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()))) {
            Survey survey = road.survey("verified.test");
            assertEquals(TlsLevel.AUTHENTICATED, survey.level());
            assertEquals(TlsLevel.AUTHENTICATED, survey.floor().level());
            assertEquals("floor.dane", survey.floor().why().code());
            assertEquals(new Published(Published.Dane.USABLE, Published.Sts.NONE, false), survey.published());
        }
        try (Road road = Road.to("verified").zones(SIGNED + "_25._tcp.mx.verified.test FAILED")) {
            Survey survey = road.survey("verified.test");
            assertEquals(Survey.Kind.UNREACHABLE, survey.kind());
            assertEquals(Published.Dane.UNKNOWN, survey.published().dane());
        }
        try (Road road = Road.to("verified").zones(SIGNED)) {
            assertEquals(Published.Dane.NONE, road.survey("verified.test").published().dane());
        }
        try (Road road = Road.to("verified")) {
            assertEquals(Published.Dane.UNSIGNED, road.survey("verified.test").published().dane());
        }
    }

    private static Road dane(Identity server, String tlsa) {
        return Road.to(ScriptedSmtpServer.playing("verified").as(server)).zones(SIGNED + "_25._tcp.mx.verified.test TLSA " + tlsa);
    }
}
