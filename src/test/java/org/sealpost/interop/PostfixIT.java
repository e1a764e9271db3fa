package org.sealpost.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.mtasts.StsPolicies;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.smtp.Deadlines;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;
import org.sealpost.testing.Identity;
import org.sealpost.testing.Postfix;
import org.sealpost.testing.TestCa;
import org.sealpost.testing.TlsaRecords;
import org.sealpost.testing.WireTap;
import org.sealpost.transport.Consignment;
import org.sealpost.transport.Courier;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.Permit;
import org.sealpost.transport.Survey;
import org.sealpost.transport.TlsDemand;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** The courier and a real Postfix, which shows one certificate on each of its ports. */
class PostfixIT {

    private static final String CANARY = "dunlin-canary-40815";
    private static final TestCa CA = TestCa.root();
    private static final Identity SELF_SIGNED = TestCa.selfSigned("mx.postfix.test");
    private static Postfix postfix;

    private WireTap tap;
    private Courier courier;

    @BeforeAll
    static void start() {
        postfix = new Postfix()
                .listening("verified", CA.leaf("mx.postfix.test"))
                .listening("selfsigned", SELF_SIGNED)
                .listening("reused", CA.order("mx.postfix.test").rsa(2_048).issue())
                .listeningInClear("clear")
                .start();
    }

    @AfterAll
    static void stop() {
        postfix.close();
    }

    @BeforeEach
    void noTapYet() {
        tap = null;
    }

    @AfterEach
    void hangUp() {
        courier.close();
        tap.close();
    }

    @Test
    void mailArrivesOverVerifiedTls() {
        connect("verified");
        String canary = CANARY + "-verified";
        Outcome outcome = carry(TlsLevel.VERIFIED, message(canary, "..\r\n.\r\nGrüße\r\n"), "anna@postfix.test").get(0);
        assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
        Evidence evidence = outcome.evidence().get(0);
        assertEquals(TlsLevel.VERIFIED, evidence.level());
        assertEquals("TLSv1.3", evidence.tlsVersion().orElseThrow());
        String arrived = arrived(canary, 1).get(0);
        assertTrue(arrived.contains("with ESMTPS"), arrived);
        assertTrue(arrived.contains("using TLSv1.3 with cipher " + evidence.cipherSuite().orElseThrow()), arrived);
        assertTrue(new String(arrived.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).endsWith("\n\n..\n.\nGrüße\n"));
        assertUnheard(canary);
    }

    @Test
    void selfSignedHostIsNeverSentMailFrom() {
        connect("selfsigned");
        String canary = CANARY + "-selfsigned";
        Outcome outcome = carry(TlsLevel.VERIFIED, message(canary, "x\r\n"), "carol@postfix.test").get(0);
        assertEquals(Outcome.Kind.INSECURE, outcome.kind());
        assertEquals("tls.certificate.selfsigned", outcome.reason().code());
        String farewell = farewell("selfsigned");
        assertTrue(farewell.contains(" starttls=1"), farewell);
        assertFalse(farewell.contains(" mail="), farewell);
        assertFalse(farewell.contains(" rcpt="), farewell);
        assertTrue(mailboxWith(canary).isEmpty());
        assertUnheard(canary);
    }

    @Test
    void hostInClearIsNeverSentMailFrom() {
        connect("clear");
        String canary = CANARY + "-clear";
        Outcome outcome = carry(TlsLevel.ENCRYPTED, message(canary, "x\r\n"), "bob@postfix.test").get(0);
        assertEquals(Outcome.Kind.INSECURE, outcome.kind());
        assertFalse(farewell("clear").contains(" mail="));
        assertTrue(mailboxWith(canary).isEmpty());
        assertUnheard(canary);
    }

    @Test
    void connectionIsReusedForManyMessages() {
        connect("reused");
        String canary = CANARY + "-reused";
        for (int i = 0; i < 20; i++) {
            assertEquals(Outcome.Kind.DELIVERED, carry(TlsLevel.VERIFIED, message(canary, i + "\r\n"), "anna@postfix.test").get(0).kind());
        }
        courier.close();
        arrived(canary, 20);
        assertTrue(farewell("reused").contains(" starttls=1 mail=20 rcpt=20 data=20"), farewell("reused"));
        assertUnheard(canary);
    }

    @Test
    void bigMessageArrivesWhole() {
        connect("verified");
        String canary = CANARY + "-big";
        String line = ".".repeat(60);
        RawMessage big = message(canary, (line + "\r\n").repeat(200_000));
        assertEquals(Outcome.Kind.DELIVERED, carry(TlsLevel.VERIFIED, big, "anna@postfix.test").get(0).kind());
        assertEquals(200_000, arrived(canary, 1).get(0).lines().filter(line::equals).count());
    }

    @Test
    void manyRecipientsAreServedInGroups() {
        connect("verified");
        String[] recipients = IntStream.range(0, 120).mapToObj(i -> "r" + i + "@postfix.test").toArray(String[]::new);
        List<Outcome> outcomes = carry(TlsLevel.VERIFIED, message(CANARY + "-many", "x\r\n"), recipients);
        assertEquals(120, outcomes.stream().filter(outcome -> outcome.kind() == Outcome.Kind.DELIVERED).count());
        assertEquals(120, arrived(CANARY + "-many", 120).size());
    }

    @Test
    void strangersRecipientIsRefusedAndOursIsNot() {
        connect("verified");
        List<Outcome> outcomes = carry(TlsLevel.VERIFIED, message(CANARY + "-mixed", "x\r\n"), "anna@postfix.test", "anna@stranger.test");
        assertEquals(Outcome.Kind.DELIVERED, outcomes.get(0).kind());
        assertEquals(Outcome.Kind.REFUSED, outcomes.get(1).kind());
        assertEquals("5.7.1", outcomes.get(1).status().toString());
    }

    @Test
    void internationalAddressArrives() {
        connect("verified");
        String canary = CANARY + "-utf8";
        assertEquals(Outcome.Kind.DELIVERED, carry(TlsLevel.VERIFIED, message(canary, "x\r\n"), "jürgen@postfix.test").get(0).kind());
        assertTrue(arrived(canary, 1).get(0).contains("with UTF8SMTPS"));
    }

    @Test
    void surveySeesWhatTheHostOffers() {
        connect("selfsigned");
        Survey survey = courier.survey(new Domain("postfix.test"));
        assertEquals(Survey.Kind.REACHED, survey.kind());
        assertEquals(TlsLevel.ENCRYPTED, survey.level());
        assertTrue(survey.tlsOffered());
    }

    @Test
    void selfSignedHostThatItsDomainProvesByDaneIsAuthenticated() {
        connect("selfsigned", "postfix.test SIGNED\n_25._tcp.mx.postfix.test TLSA " + TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()),
                domain -> StsFinding.NONE);
        String canary = CANARY + "-dane";
        Outcome outcome = carry(TlsLevel.AUTHENTICATED, message(canary, "x\r\n"), "dora@postfix.test").get(0);
        assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
        assertEquals("tls.dane", outcome.evidence().get(0).levelReason().code());
        assertEquals(1, arrived(canary, 1).size());
        assertUnheard(canary);
    }

    @Test
    void validHostThatDoesNotMatchWhatItsDomainProvesIsNeverSentMailFrom() {
        connect("verified", "postfix.test SIGNED\n_25._tcp.mx.postfix.test TLSA " + TlsaRecords.text("3 1 1", SELF_SIGNED.certificate()),
                domain -> StsFinding.NONE);
        String canary = CANARY + "-mismatch";
        Outcome outcome = carry(TlsLevel.NONE, message(canary, "x\r\n"), "dora@postfix.test").get(0);
        assertEquals(Outcome.Kind.INSECURE, outcome.kind());
        assertTrue(outcome.belowFloor());
        String farewell = farewell("verified");
        assertTrue(farewell.contains(" starttls=1"), farewell);
        assertFalse(farewell.contains(" mail="), farewell);
        assertTrue(mailboxWith(canary).isEmpty());
    }

    @Test
    void hostInItsDomainsEnforcedPolicyIsAuthenticated() {
        StsPolicy policy = new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("*.postfix.test"), Duration.ofDays(7));
        StsFinding enforced = new StsFinding(StsFinding.Kind.POLICY, Optional.of(new KnownPolicy("1", policy, FixedTime.NOON)),
                Reason.of("sts.policy", "postfix.test"));
        connect("verified", "", domain -> enforced);
        String canary = CANARY + "-sts";
        Outcome outcome = carry(TlsLevel.AUTHENTICATED, message(canary, "x\r\n"), "eve@postfix.test").get(0);
        assertEquals(Outcome.Kind.DELIVERED, outcome.kind());
        assertEquals("tls.sts", outcome.evidence().get(0).levelReason().code());
        assertEquals(1, arrived(canary, 1).size());
    }

    private void connect(String port) {
        connect(port, "", domain -> StsFinding.NONE);
    }

    private void connect(String port, String records, StsPolicies sts) {
        tap = WireTap.before(postfix.port(port));
        courier = new Courier(FakeZones.of("""
                postfix.test     MX 10 mx.postfix.test
                mx.postfix.test  A  192.0.2.1
                """ + records), Dialer.loopback(Map.of("mx.postfix.test", tap.port())), TrustAnchors.of(CA.certificate()),
                FixedTime.atNoon(), new SecureRandom(), "client.test", Deadlines.RFC5321, sts);
    }

    private List<Outcome> carry(TlsLevel atLeast, RawMessage message, String... recipients) {
        return courier.carry(new Consignment(new Domain("postfix.test"), ReversePath.of(Address.of("sam@clinic.test")),
                Arrays.stream(recipients).map(Address::of).toList(), message, TlsDemand.of(atLeast), true, "q-1", Permit.ALWAYS));
    }

    private static RawMessage message(String subject, String body) {
        return RawMessage.of(("From: sam@clinic.test\r\nSubject: " + subject + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> mailboxWith(String canary) {
        return postfix.mailbox().stream().filter(message -> message.contains("Subject: " + canary + "\n")).toList();
    }

    private static List<String> arrived(String canary, int atLeast) {
        List<String> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            found.clear();
            found.addAll(mailboxWith(canary));
            return found.size() >= atLeast;
        });
        return found;
    }

    /** How Postfix counts the commands that it heard. */
    private static String farewell(String port) {
        await().atMost(Duration.ofSeconds(30)).until(() -> postfix.log(port).stream().anyMatch(line -> line.contains("disconnect from")));
        return postfix.log(port).stream().filter(line -> line.contains("disconnect from")).reduce((first, last) -> last).orElseThrow();
    }

    private void assertUnheard(String canary) {
        assertFalse(tap.heard(canary));
        assertFalse(tap.heard("sam@clinic.test"));
        assertTrue(tap.everything().contains("EHLO client.test"), "the tap hears");
    }
}
