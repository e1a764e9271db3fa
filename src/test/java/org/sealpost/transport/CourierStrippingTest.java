package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.testing.ScriptedSmtpServer;

/** Hosts, and attackers before them, that would rather have the mail in clear. */
class CourierStrippingTest {

    private static final String TWO_HOSTS = """
            verified.test      MX 10 mx.verified.test
            verified.test      MX 20 mx2.verified.test
            mx.verified.test   A  192.0.2.1
            mx2.verified.test  A  192.0.2.2
            """;

    @ParameterizedTest
    @EnumSource(value = TlsLevel.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void mxWithoutStartTlsIsNeverSentMailFrom(TlsLevel atLeast) {
        try (Road road = Road.to("no-starttls")) {
            Outcome outcome = road.carry(atLeast);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("tls.none", outcome.reason().code());
            assertEquals("5.7.10", outcome.status().toString());
            road.assertNothingLeft();
        }
    }

    @Test
    void mxThatKnowsOnlyHeloIsNeverSentMailFrom() {
        try (Road road = Road.to("helo-only")) {
            Outcome outcome = road.carry(TlsLevel.ENCRYPTED);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertEquals("tls.helo", outcome.reason().code());
            assertFalse(road.server().heard("HELO"));
            road.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "500 what?", "501 no", "502 never", "530 no", "550 no", "354 go ahead",
        "221 bye", "421 closing", "250 fine"})
    void startTlsThatIsRefusedNeverBecomesCleartext(String reply) {
        String dialogue = "S: 220 ready\nC: EHLO *\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: " + reply + "\nC: MAIL *\n";
        for (TlsLevel atLeast : TlsLevel.values()) {
            try (Road road = Road.to(ScriptedSmtpServer.saying(dialogue).as(Road.GOOD))) {
                Outcome outcome = road.carry(atLeast);
                assertEquals(Outcome.Kind.INSECURE, outcome.kind());
                assertEquals("tls.refused", outcome.reason().code());
                road.assertNothingLeft();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls-injected, tls.injected", "starttls-silence, tls.handshake", "starttls-garbage, tls.handshake|tls.injected",
        "starttls-reset, tls.handshake", "starttls-hangup, tls.handshake"})
    void handshakeThatFailsNeverBecomesCleartext(String dialogue, String reason) {
        for (TlsLevel atLeast : List.of(TlsLevel.NONE, TlsLevel.VERIFIED)) {
            try (Road road = Road.to(dialogue).patience(Duration.ofMillis(400))) {
                Outcome outcome = road.carry(atLeast);
                assertEquals(Outcome.Kind.INSECURE, outcome.kind());
                assertTrue(outcome.reason().code().matches(reason), outcome.reason().code());
                road.assertNothingLeft();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-starttls", "helo-only"})
    void hostInClearAfterAFailedHandshakeIsNeverSentMailFrom(String second) {
        try (Road road = Road.to("starttls-hangup").host("mx2.verified.test", ScriptedSmtpServer.playing(second)).zones(TWO_HOSTS)) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.INSECURE, outcome.kind());
            assertTrue(road.server(1).heard("EHLO"), "the second host was asked");
            road.assertNothingLeft();
        }
    }

    @Test
    void hostInClearAfterOneWithTlsThatSaidLaterIsNeverSentMailFrom() {
        try (Road road = Road.to("greylisting").host("mx2.verified.test", ScriptedSmtpServer.playing("no-starttls")).zones(TWO_HOSTS)) {
            assertEquals(Outcome.Kind.DEFERRED, road.carry(TlsLevel.NONE).kind());
            assertTrue(road.server(1).heard("EHLO"), "the second host was asked");
            assertFalse(road.server(1).heard("MAIL"));
            road.assertNothingReadable();
        }
    }

    @Test
    void cleartextAfterTheOfferIsNoConversation() {
        try (Road road = Road.to("starttls-plaintext-ehlo")) {
            assertEquals(Outcome.Kind.INSECURE, road.carry(TlsLevel.NONE).kind());
            road.assertNothingLeft();
        }
    }

    @Test
    void nothingSaidBeforeTlsCountsAfterIt() {
        try (Road road = Road.to("plain-extensions")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(List.of(), road.server().surprises());
            road.assertNothingReadable();
        }
    }

    @Test
    void ordinaryMailGoesInClearWhereTlsWasNeverOffered() {
        try (Road road = Road.to("no-starttls")) {
            Outcome outcome = road.carry(TlsLevel.NONE);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals(TlsLevel.NONE, outcome.evidence().get(0).level());
            assertTrue(road.isReadable(Road.CANARIES.get(0)), "the tap hears what is in clear");
            assertTrue(road.isReadable(Road.CANARIES.get(2)), "in base64, too");
        }
    }

    @Test
    void connectionInClearThatWaitsIsNoneForSecureMail() {
        try (Road road = Road.to("no-starttls")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.NONE).kind());
            for (TlsLevel atLeast : List.of(TlsLevel.ENCRYPTED, TlsLevel.VERIFIED)) {
                Outcome secure = road.carry(atLeast, "lea@verified.test").get(0);
                assertEquals(Outcome.Kind.INSECURE, secure.kind());
                assertEquals("tls.none", secure.reason().code());
            }
            assertEquals(1, road.server().messages().size());
            assertFalse(road.isReadable("lea@"), "the tap hears nothing of the second envelope");
        }
    }

    @Test
    void ordinaryMailEvenSaysHelo() {
        try (Road road = Road.to("helo-only")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.NONE).kind());
            assertTrue(road.server().heard("HELO"));
        }
    }

    @Test
    void mailReachesAVerifiedHostUnreadable() {
        try (Road road = Road.to("verified")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
            assertEquals("2.0.0", outcome.status().toString());
            assertEquals("TLSv1.3", outcome.evidence().get(0).tlsVersion().orElseThrow());
            assertEquals("250 2.0.0 kept", outcome.evidence().get(0).reply().orElseThrow());
            assertTrue(road.server().messages().get(0).contains(Road.CANARIES.get(1) + "\r\n.dot\r\n"));
            assertEquals(List.of("EHLO client.test", "STARTTLS", "EHLO client.test",
                    "MAIL FROM:<sam@clinic.test> SIZE=" + Road.message().size() + " BODY=8BITMIME RET=HDRS ENVID=q-17",
                    "RCPT TO:<anna@verified.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna@verified.test", "DATA"), road.server().heard());
            road.assertNothingReadable();
        }
    }
}
