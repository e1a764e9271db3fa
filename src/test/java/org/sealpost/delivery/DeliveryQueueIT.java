package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TlsVersion;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.policy.Decision;
import org.sealpost.protection.ProtectedMessage;
import org.sealpost.testing.Post;
import org.sealpost.transport.Outcome;
import org.sealpost.vault.Vault;

/** Leases, fencing, poison and the retreat before a floor, beside the dispatcher that runs all the time. */
@ExtendWith(ArquillianExtension.class)
class DeliveryQueueIT {

    private static final Outcome DELIVERED =
            Outcome.of(Outcome.Kind.DELIVERED, EnhancedStatus.DELIVERED, Reason.of("smtp.delivered", "mx", "250"), List.of());

    @Inject
    private Intake intake;
    @Inject
    private Deliveries deliveries;
    @Inject
    private DeliveryQueue queue;
    @Inject
    private DeliveryLedger ledger;
    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;
    @Inject
    private UserTransaction transaction;

    private User sam;

    @BeforeEach
    void findSam() {
        sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }

    @Test
    void resultOfALeaseThatPassedOnIsRefused() throws Exception {
        UUID uuid = posted("fence@verified.test", Duration.ofHours(1));
        change(uuid, "lease = 5, leased_until = now() + interval '1 minute'");
        Delivery paused = found(uuid);
        change(uuid, "lease = 6");
        ledger.settle(List.of(paused), List.of(DELIVERED));
        assertEquals(State.QUEUED, found(uuid).state());
        ledger.settle(List.of(found(uuid)), List.of(DELIVERED));
        assertEquals(State.DELIVERED, found(uuid).state());
    }

    @Test
    void leasedRowIsLeftAloneUntilItsLeaseRunsOut() throws Exception {
        UUID uuid = posted("anna@verified.test", Duration.ofHours(1));
        change(uuid, "due_at = now(), lease = 1, lease_owner = gen_random_uuid(), leased_until = now() + interval '1 hour'");
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> found(uuid).tries() == 0);
        change(uuid, "leased_until = now() - interval '1 second'");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(uuid).state() == State.DELIVERED);
    }

    @Test
    void leaseThatPassedOnIsNotRenewedAndWhatIsInHandIsNotClaimedAgain() throws Exception {
        UUID me = UUID.randomUUID();
        UUID mine = posted("mine@verified.test", Duration.ofHours(1));
        UUID lost = posted("lost@verified.test", Duration.ofHours(1));
        change(mine, "lease_owner = '" + me + "', leased_until = now() + interval '1 minute'");
        change(lost, "lease_owner = gen_random_uuid(), leased_until = now() + interval '1 minute'");
        List<Long> both = List.of(found(mine).id(), found(lost).id());
        assertEquals(Set.of(found(mine).id()), queue.renew(me, both));
        change(mine, "due_at = now(), leased_until = now() - interval '1 second'");
        assertEquals(List.of(), queue.claim(me, 1, 1, List.of(), List.of(found(mine).id())).keySet().stream()
                .filter(id -> id == found(mine).id()).toList());
    }

    @Test
    void rowThatCantBeReadIsSetAsideAndKeepsNobodyFromTheirTurn() throws Exception {
        UUID broken = posted("anna@verified.test", Duration.ofHours(1));
        UUID whole = posted("anna@verified.test", Duration.ofHours(1));
        change(broken, "decision = 'no decision at all', due_at = now() - interval '1 minute'");
        change(whole, "due_at = now()");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(whole).state() == State.DELIVERED);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(broken, "state = 'HELD' AND leased_until IS NULL") == 1);
        change(broken, "state = 'WITHDRAWN', decision = '{}'");
    }

    @Test
    void whatWasInHandAtThreeCrashesIsHeldWithAnAlarmAndNeverSent() throws Exception {
        UUID uuid = posted("anna@verified.test", Duration.ofHours(1));
        int before = Post.of("anna@verified.test").size();
        change(uuid, "due_at = now(), crashes = 2, lease = 3, lease_owner = gen_random_uuid(), leased_until = now() - interval '1 second'");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(uuid).state() == State.HELD);
        User ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        await().atMost(Duration.ofSeconds(30)).until(() -> mailboxes.page(ada.accountId(), ada.id(), FolderKind.INBOX, Optional.empty(), 50)
                .stream().anyMatch(message -> message.headline().subject().equals("A message is held: anna@verified.test")));
        assertEquals(before, Post.of("anna@verified.test").size());
        assertTrue(deliveries.resume(sam.accountId(), uuid, "ada@clinic.test"));
        await().atMost(Duration.ofSeconds(30)).until(() -> found(uuid).state() == State.DELIVERED);
    }

    @Test
    void whatIsHeldTooLongComesBackToItsSenderWithoutItsSubject() throws Exception {
        UUID uuid = posted("anna@verified.test", Duration.ofHours(1));
        change(uuid, "state = 'HELD', due_at = now()");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(uuid).state() == State.RETURNED);
        String returned = await().atMost(Duration.ofSeconds(30)).until(() -> mailboxes
                .page(sam.accountId(), sam.id(), FolderKind.INBOX, Optional.empty(), 50).stream()
                .filter(message -> message.headline().subject().equals("Not delivered: anna@verified.test"))
                .map(message -> raw(message.contentId())).findFirst(), Optional::isPresent).get();
        assertTrue(returned.contains("Status: 5.0.0"), returned);
        assertFalse(returned.contains("hidden subject"), returned);
        assertFalse(returned.contains("hidden body"), returned);
    }

    @Test
    void poisonThatNobodyLookedAtComesBackToItsSender() throws Exception {
        UUID uuid = posted("anna@verified.test", Duration.ofHours(1));
        int before = Post.of("anna@verified.test").size();
        change(uuid, "state = 'HELD', crashes = 3, due_at = now()");
        await().atMost(Duration.ofSeconds(30)).until(() -> found(uuid).state() == State.RETURNED);
        assertEquals(before, Post.of("anna@verified.test").size());
    }

    @Test
    void takenOverIsUncertainAndCannotBeUndone() throws Exception {
        UUID uuid = posted("nobody@verified.test", Duration.ofHours(1));
        change(uuid, "lease = 1, lease_owner = gen_random_uuid(), leased_until = now() - interval '1 second', due_at = now()");
        await().atMost(Duration.ofSeconds(30)).until(() -> count(uuid, "uncertain") == 1);
        assertFalse(deliveries.undo(sam.accountId(), sam.id(), found(uuid).message().uuid()));
    }

    @Test
    void whatAShutdownLeftIsNoCrash() throws Exception {
        UUID uuid = posted("left@verified.test", Duration.ofHours(1));
        UUID owner = UUID.randomUUID();
        change(uuid, "lease = 1, lease_owner = '" + owner + "', leased_until = now() + interval '1 minute'");
        queue.forgive(owner, List.of(found(uuid).id()));
        assertEquals(1, count(uuid, "crashes = -1 AND leased_until IS NOT NULL"));
        queue.forgive(UUID.randomUUID(), List.of(found(uuid).id()));
        assertEquals(1, count(uuid, "crashes = -1"));
    }

    @Test
    void copyMadeForTheRoadIsShreddedAtTheEnd() throws Exception {
        UUID uuid = posted("shred@verified.test", Duration.ofHours(1));
        long copy = vault.store(sam.accountId(), new ByteArrayInputStream(new byte[] {1}), 10);
        change(uuid, "lease = 1, leased_until = now() + interval '1 minute'");
        ledger.keepCopy(found(uuid), copy, new ProtectedMessage(ReversePath.NULL, false, Reason.of("protected.openpgp"))).orElseThrow();
        assertEquals("\1", raw(copy));
        ledger.settle(List.of(found(uuid)), List.of(DELIVERED));
        assertEquals("gone", raw(copy));
    }

    /**
     * Without turns a claim would be full of the crowd's, without jumping over it the others would never be seen. All in one
     * transaction that nobody else sees.
     */
    @Test
    void hundredThousandQueuedForOneDomainDelayNobodyElse() throws Exception {
        transaction.begin();
        try {
            crowd(posted("anna@crowd.test", Duration.ofDays(1)), 100_000);
            Set<Long> others = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                UUID uuid = posted("reader@other" + i + ".test", Duration.ofDays(1));
                change(uuid, "due_at = now() - interval '1 minute'");
                others.add(found(uuid).id());
            }
            UUID me = UUID.randomUUID();
            assertEquals(10, queue.claim(me, 40, 10, List.of(), List.of()).size());
            assertEquals(others, queue.claim(me, 40, 10, List.of("crowd.test"), List.of()).keySet());
            assertEquals(Set.of(), queue.claim(me, 40, 10, List.of("crowd.test"), List.of()).keySet());
        } finally {
            // while others call the same beans, the server's interceptors may leave this thread without its right to end what it began
            InitialContext.<TransactionManager>doLookup("java:appserver/TransactionManager").rollback();
        }
    }

    /** Due before everybody else. */
    private void crowd(UUID model, int size) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement copy = connection.prepareStatement("""
                WITH model AS (SELECT * FROM delivery WHERE uuid = ?),
                m AS (
                    INSERT INTO message (uuid, account_id, kind, reverse_path, author, author_name, thread, content_id, accepted_at, released_at)
                    SELECT gen_random_uuid(), m.account_id, kind, reverse_path, author, author_name, thread, content_id, accepted_at, released_at
                    FROM message m JOIN model ON m.id = model.message_id, generate_series(1, ?) RETURNING id)
                INSERT INTO delivery (uuid, account_id, message_id, recipient, domain, visible, decision, identity_check, terms, state,
                                      priority, due_at)
                SELECT gen_random_uuid(), account_id, m.id, recipient, domain, visible, decision, identity_check, terms, state, priority,
                       now() - interval '1 hour'
                FROM model, m""")) {
            copy.setObject(1, model);
            copy.setInt(2, size);
            assertEquals(size, copy.executeUpdate());
        }
    }

    private UUID posted(String recipient, Duration undo) throws IOException {
        long content = vault.store(sam.accountId(), new ByteArrayInputStream(
                "From: sam@clinic.test\r\nSubject: hidden subject\r\n\r\nhidden body\r\n".getBytes()), 1_000);
        Decision decision = new Decision(Decision.Handling.ORDINARY, List.of(), Decision.End.HOLD, TlsLevel.NONE, TlsLevel.NONE,
                TlsVersion.TLS_1_2, false, Duration.ZERO, false, false, List.of(Reason.of("decided")));
        UUID uuid = UUID.randomUUID();
        Instant now = Instant.now();
        intake.accept(new Posting(UUID.randomUUID(), sam.accountId(), Optional.empty(), 0, Optional.of(sam.id()),
                ReversePath.of(sam.address()), sam.address(), "Sam", UUID.randomUUID(), content, now, now.plus(undo), "sam@clinic.test",
                List.of(new Posting.Copy(uuid, Address.of(recipient), true, decision, IdentityCheck.CODE, new byte[0]))));
        return uuid;
    }

    private Delivery found(UUID uuid) {
        return deliveries.find(sam.accountId(), uuid).orElseThrow();
    }

    private void change(UUID uuid, String assignments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE delivery SET " + assignments + " WHERE uuid = ?")) {
            update.setObject(1, uuid);
            assertEquals(1, update.executeUpdate());
        }
    }

    private int count(UUID uuid, String condition) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM delivery WHERE uuid = ? AND " + condition)) {
            query.setObject(1, uuid);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private String raw(long contentId) {
        try (var octets = vault.open(sam.accountId(), contentId).open()) {
            return new String(octets.readAllBytes());
        } catch (IOException e) {
            return "gone";
        }
    }
}
