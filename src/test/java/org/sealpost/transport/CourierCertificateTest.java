package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.testing.Identity;
import org.sealpost.testing.ScriptedSmtpServer;
import org.sealpost.testing.TestCa;

class CourierCertificateTest {

    private static final String HOST = "mx.verified.test";

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("expired", () -> Road.CA.order(HOST).valid(NOON.minus(Duration.ofDays(90)), NOON.minus(Duration.ofSeconds(1))).issue()),
                bad("early", () -> Road.CA.order(HOST).valid(NOON.plus(Duration.ofSeconds(1)), NOON.plus(Duration.ofDays(90))).issue()),
                bad("selfsigned", () -> TestCa.selfSigned(HOST)),
                bad("unknown", () -> TestCa.root().leaf(HOST)),
                bad("name", () -> Road.CA.leaf("mx.other.test")),
                bad("name", () -> Road.CA.leaf("verified.test")),
                bad("name", () -> Road.CA.leaf("*.mx.verified.test")),
                bad("name", () -> Road.CA.leaf("mx*.verified.test")),
                bad("name", () -> Road.CA.leaf("*.test")),
                bad("name", () -> Road.CA.leaf("mx.verified.test\0.evil.test")),
                bad("name", () -> Road.CA.order(HOST).withoutNames().issue()),
                bad("weak", () -> Road.CA.order(HOST).signedWith("SHA1withECDSA").issue()),
                bad("weak", () -> Road.CA.order(HOST).rsa(1_024).issue()),
                bad("weak", () -> Road.CA.intermediate("SHA1withECDSA").leaf(HOST)),
                bad("usage", () -> Road.CA.order(HOST).purpose(KeyPurposeId.id_kp_clientAuth).issue()),
                bad("usage", () -> Road.CA.restrictedTo(KeyPurposeId.id_kp_emailProtection).leaf(HOST)),
                bad("unknown", () -> Road.CA.constrainedTo("other.test").leaf(HOST)));
    }

    private static Arguments bad(String flaw, Supplier<Identity> identity) {
        return Arguments.of(flaw, identity);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("bad")
    void badCertificateProvesNothing(String flaw, Supplier<Identity> identity) {
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(identity.get()))) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("tls.certificate." + flaw, outcome.reason().code());
            assertEquals(TlsLevel.ENCRYPTED, outcome.evidence().get(0).level());
            road.assertNothingLeft();
        }
    }

    @Test
    void unprovenCertificateIsEnoughWhereOnlyEncryptionIsAsked() {
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(TestCa.selfSigned(HOST)))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.ENCRYPTED).kind());
            road.assertNothingReadable();
        }
    }

    @Test
    void goodCertificatesOfEveryShapeAreVerified() {
        good(Road.CA.leaf(HOST));
        good(Road.CA.leaf("*.verified.test"));
        good(Road.CA.leaf("MX.Verified.TEST"));
        good(Road.CA.leaf("other.test", HOST));
        good(Road.CA.order(HOST).rsa(2_048).issue());
        good(Road.CA.intermediate("SHA256withECDSA").leaf(HOST));
        good(Road.CA.constrainedTo("verified.test").leaf(HOST));
        good(Road.CA.restrictedTo(KeyPurposeId.id_kp_serverAuth).leaf(HOST));
    }

    private static void good(Identity identity) {
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(identity))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingReadable();
        }
    }

    @Test
    void validCertificateAloneIsNotAuthenticated() {
        try (Road road = Road.to("verified")) {
            Outcome outcome = road.carry(TlsLevel.AUTHENTICATED);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("tls.unauthenticated", outcome.reason().code());
            road.assertNothingLeft();
        }
    }

    @Test
    void olderVersionThanDemandedIsNeverSpoken() {
        ScriptedSmtpServer old = ScriptedSmtpServer.playing("verified").as(Road.GOOD)
                .with(socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}));
        try (Road road = Road.to(old)) {
            Outcome outcome = carry(road, TlsVersion.TLS_1_3);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            road.assertNothingLeft();
            assertEquals(Outcome.Kind.DELIVERED, carry(road, TlsVersion.TLS_1_2).kind());
            assertEquals(Outcome.Kind.INSECURE, carry(road, TlsVersion.TLS_1_3).kind());
            assertEquals(1, old.messages().size());
        }
    }

    private static Outcome carry(Road road, TlsVersion minimumVersion) {
        TlsDemand demand = TlsDemand.of(TlsLevel.VERIFIED).with(minimumVersion);
        return road.courier().carry(Road.consignment(demand, Road.message(), "anna@verified.test")).get(0);
    }

    @Test
    void hostIsNamedInTheHandshake() {
        try (Road road = Road.to("verified")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(List.of("mx.verified.test"), road.server().names());
        }
    }

    @Test
    void certificateThatExpiresWhileTheConnectionWaitsIsNotGoodAnyMore() {
        Identity dying = Road.CA.order(HOST).valid(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofSeconds(10))).issue();
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(dying))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            road.clock.pass(Duration.ofSeconds(11));
            Outcome later = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.INSECURE, later.kind());
            assertEquals("tls.certificate.expired", later.reason().code());
            assertEquals(1, road.server().messages().size());
        }
    }

    @Test
    void resumedSessionIsJudgedLikeANewOne() {
        Identity dying = Road.CA.order(HOST).rsa(2_048).signedWith("SHA256withECDSA")
                .valid(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofSeconds(10))).issue();
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("closing-when-reused").as(dying)
                .with(socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}));
        try (Road road = Road.to(server)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(server.sessions().get(0), server.sessions().get(1), "the second connection resumes the first");
            road.clock.pass(Duration.ofSeconds(11));
            assertEquals("tls.certificate.expired", road.carry(TlsLevel.VERIFIED).reason().code());
            assertEquals(2, server.messages().size());
        }
    }

    /** Who resumes a session hears nothing of what the server has shown since to others. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificateRenewedSinceTheSessionBeganIsSeen(String version) {
        Identity dying = Road.CA.order(HOST).valid(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofSeconds(10))).issue();
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("closing-when-reused").as(dying)
                .with(socket -> socket.setEnabledProtocols(new String[] {version}));
        try (Road road = Road.to(server)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            road.clock.pass(Duration.ofSeconds(11));
            assertEquals("tls.certificate.expired", road.carry(TlsLevel.VERIFIED).reason().code());
            server.renewedAs(Road.GOOD);
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
        }
    }

    @Test
    void oneFailureOfAResumedSessionIsNone() {
        Identity dying = Road.CA.order(HOST).valid(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofSeconds(10))).issue();
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("verified").as(dying);
        try (Road road = Road.to(server)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            road.clock.pass(Duration.ofSeconds(11));
            server.renewedAs(Road.GOOD);
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(1, outcome.evidence().size());
            assertEquals(2, server.messages().size());
            road.assertNothingReadable();
        }
    }

    /** Else who has just renewed a certificate would be told of the old one. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void lookAtAHostSeesWhatItShowsNow(String version) {
        Identity first = Road.CA.leaf(HOST);
        ScriptedSmtpServer server = ScriptedSmtpServer.playing("verified").as(first)
                .with(socket -> socket.setEnabledProtocols(new String[] {version}));
        try (Road road = Road.to(server)) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(fingerprint(first), fingerprint(road));
            for (Identity renewed : List.of(Road.CA.leaf(HOST), Road.CA.leaf(HOST))) {
                server.renewedAs(renewed);
                assertEquals(fingerprint(renewed), fingerprint(road));
            }
        }
    }

    private static String fingerprint(Road road) {
        return road.survey("verified.test").hosts().get(0).certificate().orElseThrow().sha256();
    }

    private static String fingerprint(Identity identity) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(identity.certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionGoodEnoughForOneDemandIsJudgedByTheNext() {
        try (Road road = Road.to(ScriptedSmtpServer.playing("verified").as(TestCa.selfSigned(HOST)))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.ENCRYPTED).kind());
            assertEquals(Outcome.Kind.INSECURE, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(1, road.server().messages().size());
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.NONE).kind());
        }
    }
}
