package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.destination.Destinations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.testing.Post;
import org.sealpost.testing.TappedInternet;
import org.sealpost.transport.Survey;
import org.sealpost.vault.Vault;

/** Wim's server was forecast as safe and shows a wrong name at delivery: what leaves when the sender moves on, waits or does nothing. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PatienceIT {

    private static final Address WIM = Address.of("wim@wrong-name.test");
    private static final String MOVED_ON = "canary-moved-on-60217735";
    private static final String PERSEVERED = "canary-persevered-19938204";
    private static final String ENCRYPTED = "canary-encrypted-73310926";
    private static final String TRIED = "canary-tried-40117822";
    private static final String LEFT_ALONE = "canary-left-alone-55081126";
    private static final PickupTerms QUESTION = new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30);
    private static final String ACTOR = "sam@clinic.test";

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Destinations destinations;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private Keyring keyring;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private HttpServletRequest request;
    @Inject
    private DataSource database;

    @Test
    @Order(1)
    void whoMovesOnHasANoticeSentAtOnceAndNothingOfTheMessage() throws IOException {
        int before = Post.of(WIM.toString()).size();
        UUID copy = patient(MOVED_ON, Protection.ESCROW);
        assertEquals(before, Post.of(WIM.toString()).size(), "while it waits nothing leaves");
        assertFalse(deliveries.moveOn(account() + 1, copy, "eve"), "another account");
        assertEquals(Optional.of(Protection.TLS), found(copy).protection());

        press(() -> deliveries.moveOn(account(), copy, ACTOR));
        await().atMost(Duration.ofSeconds(30)).until(() -> found(copy).state() == State.WAITING_FOR_PICKUP);
        List<Post.Mail> arrived = Post.of(WIM.toString()).subList(before, Post.of(WIM.toString()).size());
        assertEquals(1, arrived.size());
        assertTrue(arrived.get(0).raw().contains("/p/"), "the notice has the link");
        assertFalse(arrived.get(0).raw().contains(MOVED_ON));
        assertFalse(deliveries.moveOn(account(), copy, ACTOR), "once");
        assertFalse(deliveries.persevere(account(), copy, ACTOR), "too late");
        assertTrue(kinds(copy).containsAll(List.of(DeliveryEvent.Kind.INSECURE, DeliveryEvent.Kind.NEXT_PROTECTION, DeliveryEvent.Kind.NOTICE_DELIVERED)));
    }

    @Test
    @Order(1)
    void whoMovesOnWhereThereIsAKeyHasItEncryptedWithThat() throws Exception {
        OpenPgp pgp = new OpenPgp(InstantSource.system(), new SecureRandom());
        SecretKey key = pgp.generate("Wim <" + WIM + ">", Duration.ofDays(30));
        keyring.offer(account(), new Offer(Standard.OPENPGP, WIM, pgp.certificate(key), Source.FILE, false), ACTOR);
        try {
            int before = Post.of(WIM.toString()).size();
            UUID copy = patient(ENCRYPTED, Protection.OPENPGP);
            press(() -> deliveries.moveOn(account(), copy, ACTOR));
            await().atMost(Duration.ofSeconds(30)).until(() -> found(copy).state() == State.DELIVERED);
            List<Post.Mail> arrived = Post.of(WIM.toString()).subList(before, Post.of(WIM.toString()).size());
            assertEquals(1, arrived.size());
            assertFalse(arrived.get(0).raw().contains(ENCRYPTED));
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            new PgpMime(pgp, new SecureRandom()).decrypt(RawMessage.of(arrived.get(0).raw().getBytes(StandardCharsets.ISO_8859_1)), clear, List.of(key), List.of());
            assertTrue(clear.toString(StandardCharsets.ISO_8859_1).contains(ENCRYPTED));
            assertTrue(kinds(copy).containsAll(List.of(DeliveryEvent.Kind.NEXT_PROTECTION, DeliveryEvent.Kind.PROTECTED)));
        } finally {
            keyring.forget(sam(), WIM);
        }
    }

    @Test
    @Order(2)
    void whoWaitsIsTriedAgainAfterTheEndOfPatienceAndNothingReachesWim() throws Exception {
        int before = Post.of(WIM.toString()).size();
        UUID copy = patient(PERSEVERED, Protection.ESCROW);
        assertFalse(deliveries.persevere(account() + 1, copy, "eve"), "another account");
        assertFalse(found(copy).attempts().isSteadfast());
        press(() -> deliveries.persevere(account(), copy, ACTOR));
        assertFalse(deliveries.persevere(account(), copy, ACTOR), "once");

        endPatience(copy);
        int tries = found(copy).tries();
        await().atMost(Duration.ofSeconds(60)).until(() -> found(copy).tries() > tries);
        Delivery waiting = found(copy);
        assertEquals(State.QUEUED, waiting.state());
        assertEquals(Optional.of(Protection.TLS), waiting.protection());
        assertTrue(kinds(copy).contains(DeliveryEvent.Kind.PERSEVERED));
        assertFalse(kinds(copy).contains(DeliveryEvent.Kind.NEXT_PROTECTION));
        assertEquals(before, Post.of(WIM.toString()).size(), "neither message nor notice");
        press(() -> deliveries.withdraw(account(), copy, ACTOR));
    }

    @Test
    @Order(2)
    void whileItIsTriedOnceMoreThePageSaysSoAndOffersNothing() throws Exception {
        UUID copy = patient(TRIED, Protection.ESCROW);
        press(() -> update("UPDATE delivery SET leased_until = now() + interval '1 hour' WHERE leased_until IS NULL AND uuid = ?", copy));
        PlainBrowser browser = new PlainBrowser("http://localhost:" + request.getLocalPort()).signIn(ACTOR, "sealpost-demo");
        String place = "/mail/sent.xhtml?m=" + mailboxes.sent(account(), sam().id(), found(copy).message().uuid()).orElseThrow().uuid();
        browser.get(place);
        assertTrue(browser.page().contains("It is being tried once more just now."), browser.page());
        assertFalse(browser.page().contains("data-do=\"next\"") || browser.page().contains("data-do=\"wait\""), browser.page());

        assertTrue(update("UPDATE delivery SET leased_until = NULL, due_at = now() + interval '1 hour' WHERE uuid = ?", copy));
        browser.get(place);
        assertFalse(browser.page().contains("It is being tried once more just now."), browser.page());
        assertTrue(browser.page().contains("data-do=\"next\"") && browser.page().contains("data-do=\"wait\""), browser.page());
        assertTrue(deliveries.withdraw(account(), copy, ACTOR));
    }

    /** So it is the button that keeps the other one, not the clock. */
    @Test
    @Order(3)
    void whoDoesNothingHasTheNoticeSentAtTheEndOfPatience() throws Exception {
        int before = Post.of(WIM.toString()).size();
        UUID copy = patient(LEFT_ALONE, Protection.ESCROW);
        endPatience(copy);
        await().atMost(Duration.ofSeconds(60)).until(() -> found(copy).state() == State.WAITING_FOR_PICKUP);
        assertEquals(before + 1, Post.of(WIM.toString()).size());
        learn(TlsLevel.ENCRYPTED);
    }

    @Test
    @Order(4)
    @RunAsClient
    void noWireHeardAnythingOfThem() {
        assertTrue(TappedInternet.shared().taps().get("mx.wrong-name.test").everything().contains("STARTTLS"), "tapped");
        TappedInternet.shared().taps().forEach((host, tap) -> {
            for (String canary : List.of(MOVED_ON, ENCRYPTED, PERSEVERED, TRIED, LEFT_ALONE)) {
                assertFalse(tap.heard(canary), host + " gave away " + canary);
            }
        });
    }

    /** Accepted for a road that was good, and found out that it isn't. */
    private UUID patient(String canary, Protection next) throws IOException {
        learn(TlsLevel.VERIFIED);
        byte[] raw = ("From: sam@clinic.test\r\nTo: " + WIM + "\r\nSubject: s\r\n\r\n" + canary + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long content = vault.store(account(), new ByteArrayInputStream(raw), raw.length);
        Envelope envelope = new Envelope(ReversePath.of(sam().address()), List.of(ForwardPath.visible(WIM)));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, QUESTION, Duration.ZERO);
        Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sam()), envelope, content, wishes, Optional.empty())));
        UUID copy = deliveries.ofMessage(account(), assertInstanceOf(Acceptance.Accepted.class, accepted).message()).get(0).uuid();
        await().atMost(Duration.ofSeconds(30)).until(() -> found(copy).choices().patientUntil().isPresent());
        assertEquals(Optional.of(next), found(copy).choices().following());
        return copy;
    }

    /** The moment in which it is tried once more is no moment to press. */
    private static void press(Callable<Boolean> button) {
        await().atMost(Duration.ofSeconds(10)).until(button);
    }

    /** As if it had fallen short hours ago, and were due. */
    private void endPatience(UUID copy) throws SQLException {
        assertTrue(update("UPDATE delivery SET insecure_since = now() - interval '5 hours', due_at = now() WHERE uuid = ?", copy));
    }

    private boolean update(String statement, UUID copy) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(statement)) {
            update.setObject(1, copy);
            return update.executeUpdate() == 1;
        }
    }

    private void learn(TlsLevel level) {
        Reason why = Reason.of("tls.none", "mx.wrong-name.test");
        Evidence seen = new Evidence(Instant.now(), "mx.wrong-name.test", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), level, why, Evidence.Policy.OPPORTUNISTIC, Optional.empty());
        destinations.learn(new Survey(WIM.domain(), Instant.now(), Survey.Kind.REACHED, level, true, why, RoadFloor.NONE,
                Published.NOTHING, List.of(seen)));
    }

    private List<DeliveryEvent.Kind> kinds(UUID copy) {
        return deliveries.ofMessage(account(), found(copy).message().uuid()).get(0).timeline().stream().map(DeliveryEvent::kind).toList();
    }

    private Delivery found(UUID copy) {
        return deliveries.find(account(), copy).orElseThrow();
    }

    private long account() {
        return sam().accountId();
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }
}
