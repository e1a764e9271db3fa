package org.sealpost.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.smtp.Deadlines;
import org.sealpost.testing.ScriptedSmtpServer;

/** What each reply, and each missing one, means for each recipient. */
class CourierRepliesTest {

    private static final int FASTER = 150;
    private static final String TO_TLS = """
            S: 220 ready
            C: EHLO *
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go ahead
            ! tls
            C: EHLO *
            S: 250-mx
            S: 250 %s
            """;

    @Test
    void greylistingIsDeferred() {
        try (Road road = Road.to("greylisting")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals("4.7.1", outcome.status().toString());
            assertFalse(outcome.uncertain());
        }
    }

    @Test
    void eachRecipientHasItsOwnOutcome() {
        try (Road road = Road.to("mixed-recipients")) {
            List<Outcome> outcomes = road.carry(TlsLevel.VERIFIED, "one@verified.test", "two@verified.test", "three@verified.test");
            assertEquals(List.of(Outcome.Kind.DELIVERED, Outcome.Kind.REFUSED, Outcome.Kind.DEFERRED),
                    outcomes.stream().map(Outcome::kind).toList());
            assertEquals("5.1.1", outcomes.get(1).status().toString());
            assertEquals(List.of(), road.server().surprises());
        }
    }

    @Test
    void recipientsBeyondTheHostsLimitFollowAtOnce() {
        try (Road road = Road.to("too-many-recipients")) {
            List<Outcome> outcomes = road.carry(TlsLevel.VERIFIED, "one@verified.test", "two@verified.test");
            assertEquals(List.of(Outcome.Kind.DELIVERED, Outcome.Kind.DELIVERED), outcomes.stream().map(Outcome::kind).toList());
            assertEquals(1, road.server().connections());
            assertEquals(2, road.server().messages().size());
        }
    }

    @Test
    void cutAfterTheFinalDotIsUncertainAndNobodyElseIsAsked() {
        ScriptedSmtpServer second = ScriptedSmtpServer.playing("verified").as(Road.CA.leaf("mx2.verified.test"));
        try (Road road = Road.to("cut-after-dot").host("mx2.verified.test", second).zones("""
                verified.test      MX 10 mx.verified.test
                verified.test      MX 20 mx2.verified.test
                mx.verified.test   A 192.0.2.1
                mx2.verified.test  A 192.0.2.2
                """)) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertTrue(outcome.uncertain());
            assertEquals(0, second.connections());
        }
    }

    @Test
    void cutBeforeTheMessageIsDeferredForSure() {
        try (Road road = Road.to("cut-before-data")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertFalse(outcome.uncertain());
        }
    }

    @Test
    void refusalAfterTheDotIsFinal() {
        try (Road road = Road.to("refused-after-dot")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.REFUSED, outcome.kind());
            assertEquals("5.7.1", outcome.status().toString());
            assertEquals("554 5.7.1 not with that content", outcome.reason().values().get(1));
        }
    }

    @Test
    void senderRefusedIsRefusedForEverybody() {
        try (Road road = Road.to("sender-refused")) {
            assertEquals(Outcome.Kind.REFUSED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(List.of(), road.server().messages());
        }
    }

    @Test
    void dataAcceptedForNobodyGetsNoMessage() {
        try (Road road = Road.to("unwanted-data")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.REFUSED, outcome.kind());
            assertEquals("5.1.1", outcome.status().toString());
            assertEquals(List.of(), road.server().messages());
        }
    }

    @Test
    void messageLargerThanTheHostTakesIsNotOffered() {
        try (Road road = Road.to("small-size")) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.REFUSED, outcome.kind());
            assertEquals("5.3.4", outcome.status().toString());
            assertFalse(road.server().heard("MAIL"));
        }
    }

    @Test
    void eightBitMessageIsNotSentToASevenBitHost() {
        try (Road road = Road.to(ScriptedSmtpServer.saying(TO_TLS.formatted("HELP") + "C: MAIL *").as(Road.GOOD))) {
            RawMessage eightBit = RawMessage.of("Subject: x\r\n\r\nGrüße\r\n".getBytes(StandardCharsets.UTF_8));
            Outcome outcome = road.courier().carry(Road.consignment(TlsDemand.of(TlsLevel.VERIFIED), eightBit, "anna@verified.test")).get(0);
            assertEquals(Outcome.Kind.REFUSED, outcome.kind());
            assertEquals("5.6.3", outcome.status().toString());
            assertFalse(road.server().heard("MAIL"));
        }
    }

    @Test
    void internationalAddressIsNotSentToAHostWithoutSmtpUtf8() {
        try (Road road = Road.to("mixed-recipients")) {
            List<Outcome> outcomes = road.carry(TlsLevel.VERIFIED, "jürgen@verified.test", "one@verified.test",
                    "two@verified.test", "three@verified.test");
            assertEquals("5.6.7", outcomes.get(0).status().toString());
            assertEquals(Outcome.Kind.DELIVERED, outcomes.get(1).kind());
        }
    }

    @Test
    void internationalAddressIsAnnounced() {
        try (Road road = Road.to("verified")) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED, "jürgen@verified.test").get(0).kind());
            assertTrue(road.server().heard().stream().anyMatch(line -> line.startsWith("MAIL") && line.contains(" SMTPUTF8")));
        }
    }

    @Test
    void hostThatOffersDsnHearsWhatToReportAndForWhom() {
        try (Road road = Road.to("dsn")) {
            List<Outcome> outcomes = road.carry(TlsLevel.VERIFIED, "anna+news@verified.test", "jürgen@verified.test");
            assertEquals(List.of(Outcome.Kind.DELIVERED, Outcome.Kind.DELIVERED), outcomes.stream().map(Outcome::kind).toList());
            Consignment notice = new Consignment(new Domain("verified.test"), ReversePath.NULL, List.of(Address.of("anna@verified.test")),
                    Road.message(), TlsDemand.of(TlsLevel.VERIFIED), true, "q-17", Permit.ALWAYS);
            assertEquals(Outcome.Kind.DELIVERED, road.courier().carry(notice).get(0).kind());
            assertEquals(List.of(), road.server().surprises());
            assertEquals(1, road.server().connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "S: 421 4.3.2 not now,                    DEFERRED, smtp.deferred",
        "S: 554 5.7.1 go away,                    REFUSED,  smtp.refused",
        "! close,                                 DEFERRED, mx.closed",
        "! reset,                                 DEFERRED, mx.closed",
        "! silence,                               DEFERRED, mx.slow",
        "S: HTTP/1.1 400 Bad Request,             DEFERRED, mx.garbled",
        "S: 999 what,                             DEFERRED, mx.garbled",
        "! flood 220-and so on,                   DEFERRED, mx.garbled"})
    void greetingThatIsNoneNeverChangesTheProtection(String act, Outcome.Kind kind, String reason) {
        try (Road road = Road.to(ScriptedSmtpServer.saying(act).as(Road.GOOD)).patience(Duration.ofMillis(500))) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(kind, outcome.kind());
            assertEquals(reason, outcome.reason().code());
            road.assertNothingLeft();
        }
    }

    /** RFC 5321 §4.5.3.2.1: five minutes, here two seconds. */
    @ParameterizedTest
    @CsvSource({"270, DELIVERED", "360, DEFERRED"})
    void greetingIsWaitedForFiveMinutes(int seconds, Outcome.Kind kind) {
        String dialogue = "! pause " + seconds * 1_000 / FASTER + "\n" + TO_TLS.formatted("8BITMIME")
                + "C: MAIL*\nS: 250 ok\nC: RCPT*\nS: 250 ok\nC: DATA\nS: 354 go\n! data\nS: 250 kept";
        try (Road road = Road.to(ScriptedSmtpServer.saying(dialogue).as(Road.GOOD)).patience(Deadlines.RFC5321.scaled(FASTER).greeting())) {
            assertEquals(kind, road.carry(TlsLevel.VERIFIED).kind());
        }
    }

    @Test
    void lineWithoutEndIsCutOff() {
        try (Road road = Road.to(ScriptedSmtpServer.saying("S. 220 " + "x".repeat(100_000) + "\n! silence").as(Road.GOOD))) {
            assertEquals("mx.garbled", road.carry(TlsLevel.VERIFIED).reason().code());
        }
    }

    @Test
    void octetsThatTrickleInDontStretchTheDeadline() {
        try (Road road = Road.to(ScriptedSmtpServer.saying("S. 220 \n! trickle 20").as(Road.GOOD)).patience(Duration.ofMillis(400))) {
            assertEquals("mx.slow", road.carry(TlsLevel.VERIFIED).reason().code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.3.2 closing", "451 4.3.0 trouble"})
    void laterAtEhloIsDeferredEvenAfterTls(String reply) {
        String dialogue = TO_TLS.formatted("x").replace("! tls\nC: EHLO *\nS: 250-mx\nS: 250 x", "! tls\nC: EHLO *\nS: " + reply);
        try (Road road = Road.to(ScriptedSmtpServer.saying(dialogue).as(Road.GOOD))) {
            assertEquals(Outcome.Kind.DEFERRED, road.carry(TlsLevel.VERIFIED).kind());
            road.assertNothingLeft();
        }
    }

    /** 421 may come at any time (RFC 5321 §3.8), and means later, the same way, for sure. */
    @ParameterizedTest
    @CsvSource({"MAIL", "RCPT", "DATA", "dot"})
    void closingInTheTransactionIsDeferredForSure(String phase) {
        String whole = "C: MAIL*\nS: 250 ok\nC: RCPT*\nS: 250 ok\nC: DATA\nS: 354 go\n! data\nS: 250 kept\n";
        String reply = phase.equals("DATA") ? "S: 354 go" : "S: 250 ";
        int said = whole.indexOf(reply, whole.indexOf(phase.equals("dot") ? "! data" : "C: " + phase));
        String dialogue = TO_TLS.formatted("8BITMIME") + whole.substring(0, said) + "S: 421 4.3.2 closing\n! close\n";
        try (Road road = Road.to(ScriptedSmtpServer.saying(dialogue).as(Road.GOOD))) {
            Outcome outcome = road.carry(TlsLevel.VERIFIED);
            assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
            assertEquals("4.3.2", outcome.status().toString());
            assertFalse(outcome.uncertain());
            assertEquals(phase.equals("dot") ? 1 : 0, road.server().messages().size());
            assertEquals(List.of(), road.server().surprises());
        }
    }

    @Test
    void replyThatNobodyAskedForIsTakenForNoneOfTheNextMessage() {
        String spare = TO_TLS.formatted("PIPELINING") + "C: MAIL*\nS: 250 ok\nC: RCPT*\nS: 250 ok\nC: DATA\nS: 354 go\n! data\n"
                + "S. 250 kept\\r\\n250 spare\\r\\n250 spare\\r\\n354 spare\\r\\n250 spare\\r\\n\nC: MAIL*\nS: 550 no\n";
        try (Road road = Road.to(ScriptedSmtpServer.saying(spare).as(Road.GOOD))) {
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(Outcome.Kind.DELIVERED, road.carry(TlsLevel.VERIFIED).kind());
            assertEquals(2, road.server().connections());
            assertEquals(2, road.server().messages().size());
        }
    }

    @Test
    void messageThatCantBeReadToItsEndIsNeverFinished() {
        RawMessage torn = new RawMessage() {
            @Override
            public long size() {
                return 1_000;
            }

            @Override
            public InputStream open() {
                return new SequenceInputStream(new ByteArrayInputStream("Subject: x\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII)),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the vault is gone");
                            }
                        });
            }
        };
        RawMessage shorter = new RawMessage() {
            @Override
            public long size() {
                return 1_000;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream("Subject: x\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            }
        };
        for (RawMessage message : List.of(torn, shorter)) {
            try (Road road = Road.to("verified")) {
                Outcome outcome = road.courier().carry(Road.consignment(TlsDemand.of(TlsLevel.VERIFIED), message, "anna@verified.test")).get(0);
                assertEquals(Outcome.Kind.DEFERRED, outcome.kind());
                assertEquals("smtp.unreadable", outcome.reason().code());
                assertEquals(List.of(), road.server().messages());
            }
        }
    }
}
