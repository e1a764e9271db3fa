package org.sealpost.submission;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.delivery.Deliveries;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Standard;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.NewMessage;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.MessageReader;
import org.sealpost.policy.Decision;
import org.sealpost.policy.MessageFacts;
import org.sealpost.submission.HeldMessage.State;
import org.sealpost.testing.Post;
import org.sealpost.testing.TappedInternet;
import org.sealpost.vault.Vault;

/** Messages of mail programs: what they ask for, what they lack, and what their senders hear. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MailProgramIT {

    private static final String ANNA = "anna@verified.test";
    private static final String BOB = "bob@no-tls.test";
    private static final String HELD = "canary-held-66120394";
    private static final String BLIND = "canary-blind-00417755";
    private static final PickupTerms QUESTION = new PickupTerms(IdentityCheck.CODE, Optional.of("Where?"), Optional.of("here"), 30);

    @Inject
    private Programs programs;
    @Inject
    private ProgramLogin login;
    @Inject
    private Counter counter;
    @Inject
    private Directory directory;
    @Inject
    private SettingsBook book;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;

    @Test
    @Order(1)
    void messageLeavesWithoutItsTriggerAndItsBlindRecipients() throws IOException {
        Acceptance.Accepted accepted = assertInstanceOf(Acceptance.Accepted.class, handedIn(pia(), "To: " + ANNA
                + "\r\nBcc: carol@bad-cert.test\r\nSubject: Result\r\n\r\n" + BLIND, ANNA, "eve@sts.test"));
        assertEquals(2, accepted.plan().size());
        await().atMost(Duration.ofSeconds(60)).until(() -> Post.of("eve@sts.test").stream().anyMatch(mail -> mail.raw().contains(BLIND)));
        for (Post.Mail mail : Post.of(ANNA)) {
            assertFalse(mail.raw().contains(BLIND) && (mail.raw().contains("carol@") || mail.raw().contains("eve@")), mail.raw());
        }
        assertTrue(mailboxes.sent(pia().accountId(), pia().id(), accepted.message()).isPresent());
    }

    @Test
    @Order(2)
    void foreignAuthorIsRefusedAndNothingIsStored() throws Exception {
        long before = count("SELECT count(*) FROM content WHERE account_id = " + pia().accountId());
        for (String from : List.of("From: eve@clinic.test", "From: pia@program.test\r\nSender: sam@clinic.test", "Subject: nobody")) {
            assertThrows(ProgramHeader.Unfit.class, () -> raw(pia(), from + "\r\n\r\nbody\r\n", ANNA));
        }
        assertEquals(before, count("SELECT count(*) FROM content WHERE account_id = " + pia().accountId() + " AND size IS NOT NULL"));
    }

    @Test
    @Order(3)
    void whatLacksAQuestionWaitsForAllAndItsSenderHearsOfItOnce() throws Exception {
        awaitPickup(BOB);
        Acceptance.Held held = assertInstanceOf(Acceptance.Held.class, handedIn(pia(),
                "To: " + BOB + ", " + ANNA + "\r\nSubject: Secret subject\r\n\r\n" + HELD, BOB, ANNA));
        assertEquals(List.of(Reason.of("pickup.question.needed", BOB)), held.lacking());
        StoredMessage told = told("A message waits until you finish sending", 1);
        String words = text(told);
        assertTrue(words.contains("/mail/finish.xhtml?h=" + held.held()), words);
        assertFalse(words.contains("Secret subject") || words.contains(HELD), words);
        assertEquals(0, count("SELECT count(*) FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.kind = 'MAIL' AND m.content_id = "
                + "(SELECT content_id FROM held_message WHERE uuid = '" + held.held() + "')"));
        assertFalse(Post.of(ANNA).stream().anyMatch(mail -> mail.raw().contains(HELD)), "nothing leaves for anybody");
    }

    @Test
    @Order(4)
    @RunAsClient
    void noWireHeardOfWhatWaits() {
        TappedInternet.shared().taps().forEach((host, tap) -> assertFalse(tap.heard(HELD), host));
    }

    @Test
    @Order(5)
    void whatWaitsIsItsSendersAndSentOnceHoweverOftenItIsAsked() throws Exception {
        Acceptance.Held held = held("To: " + BOB + "\r\nSubject: s\r\n\r\nbody", BOB);
        assertTrue(counter.waiting(sam(), held.held()).isEmpty());
        assertTrue(counter.finish(sam(), held.held(), QUESTION, false).isEmpty());
        assertFalse(counter.drop(sam(), held.held()));
        assertEquals(List.of(Reason.of("pickup.question.needed", BOB)), assertInstanceOf(Acceptance.Refused.class,
                counter.finish(pia(), held.held(), PickupTerms.CODE_30_DAYS, false).orElseThrow()).reasons());
        PickupTerms unanswered = new PickupTerms(IdentityCheck.CODE, Optional.of("Where?"), Optional.empty(), 30);
        assertInstanceOf(Acceptance.Refused.class, counter.finish(pia(), held.held(), unanswered, false).orElseThrow());
        assertTrue(counter.waiting(pia(), held.held()).orElseThrow().message().isWaiting());

        Acceptance.Accepted sent = assertInstanceOf(Acceptance.Accepted.class, counter.finish(pia(), held.held(), QUESTION, false).orElseThrow());
        Acceptance.Accepted again = assertInstanceOf(Acceptance.Accepted.class, counter.finish(pia(), held.held(), QUESTION, false).orElseThrow());
        assertEquals(sent.message(), again.message());
        assertEquals(1, count("SELECT count(*) FROM message m JOIN held_message h ON h.content_id = m.content_id WHERE h.uuid = '" + held.held() + "'"));
        assertFalse(counter.drop(pia(), held.held()), "it has left");
        assertEquals(State.SENT, counter.waiting(pia(), held.held()).orElseThrow().message().state());
    }

    @Test
    @Order(6)
    void whatIsDroppedCanBeReadByNobodyAndNeverSent() throws Exception {
        Acceptance.Held held = held("To: " + BOB + "\r\nSubject: s\r\n\r\nbody", BOB);
        long content = counter.waiting(pia(), held.held()).orElseThrow().message().contentId();
        assertTrue(counter.drop(pia(), held.held()));
        assertThrows(IOException.class, () -> vault.open(pia().accountId(), content).open());
        assertTrue(counter.finish(pia(), held.held(), QUESTION, false).isEmpty());
        assertEquals(0, count("SELECT length(details) FROM held_message WHERE uuid = '" + held.held() + "'"));
    }

    @Test
    @Order(7)
    void whatWaitsTooLongIsShreddedAndItsSenderHearsOfIt() throws Exception {
        Acceptance.Held old = held("To: " + BOB + "\r\nSubject: s\r\n\r\nbody", BOB);
        Acceptance.Held fresh = held("To: " + BOB + "\r\nSubject: s\r\n\r\nbody", BOB);
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE held_message SET expires_at = now() - interval '1 second' WHERE uuid = '" + old.held() + "'");
        }
        long content = counter.waiting(pia(), old.held()).orElseThrow().message().contentId();
        assertEquals(1, counter.expire());
        assertEquals(0, counter.expire());
        assertThrows(IOException.class, () -> vault.open(pia().accountId(), content).open());
        assertEquals(State.EXPIRED, counter.waiting(pia(), old.held()).orElseThrow().message().state());
        assertEquals(State.WAITING, counter.waiting(pia(), fresh.held()).orElseThrow().message().state());
        assertTrue(counter.finish(pia(), old.held(), QUESTION, false).isEmpty());
        told("A message wasn’t sent, because it waited too long", 1);
    }

    @Test
    @Order(8)
    void senderHearsWhenAnotherWayIsTakenThanAsked() throws Exception {
        Acceptance.Accepted accepted = assertInstanceOf(Acceptance.Accepted.class,
                handedIn(quinn(), "To: " + ANNA + "\r\nSubject: Secret +encrypt+\r\n\r\nbody", ANNA));
        assertEquals(Optional.of(Protection.ESCROW), accepted.plan().get(0).decision().first());
        String words = text(told(quinn(), "How your message is sent", 1));
        assertTrue(words.contains(ANNA + ": opens on a pickup page"), words);
        assertFalse(words.contains("Secret"), words);

        assertInstanceOf(Acceptance.Accepted.class, handedIn(quinn(), "To: " + ANNA + "\r\nSubject: s +escrow+\r\n\r\nbody", ANNA));
        assertInstanceOf(Acceptance.Accepted.class, handedIn(quinn(), "To: " + ANNA + "\r\nSubject: s\r\n\r\nbody", ANNA));
        told(quinn(), "How your message is sent", 1);
    }

    @Test
    @Order(9)
    void optingOutWaitsForAConfirmationOrIsSentSecurely() throws Exception {
        book.change(quinn().accountId(), Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_OUT), "test");
        directory.giveRoles(quinn().accountId(), quinn().id(), Set.of(Role.STAFF, Role.OPT_OUT), "test");
        for (boolean attested : List.of(true, false)) {
            Acceptance.Held held = assertInstanceOf(Acceptance.Held.class,
                    handedIn(quinn(), "To: " + ANNA + "\r\nSubject: s +clear+\r\n\r\nbody", ANNA));
            assertEquals(List.of(Reason.of("attestation.needed")), held.lacking());
            Acceptance.Accepted accepted = assertInstanceOf(Acceptance.Accepted.class,
                    counter.finish(quinn(), held.held(), PickupTerms.CODE_30_DAYS, attested).orElseThrow());
            assertEquals(attested, accepted.plan().get(0).decision().isAttested());
            assertEquals(attested, accepted.refusals().isEmpty());
        }
    }

    @Test
    @Order(10)
    void optOutCopiedFromTheMessageAnsweredDoesntCount() throws Exception {
        book.change(rob().accountId(), Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_OUT).with(Setting.ATTESTATION, false), "test");
        directory.giveRoles(rob().accountId(), rob().id(), Set.of(Role.STAFF, Role.OPT_OUT), "test");
        Headline headline = new Headline(Correspondent.of(Address.of(ANNA)), List.of(), "Please answer +clear+", "", 0, Instant.EPOCH);
        UUID thread = UUID.randomUUID();
        mailboxes.deliver(rob().accountId(), rob().id(), FolderKind.INBOX,
                new NewMessage(1, headline, thread, Received.TLS, Optional.empty(), Optional.of("<parent@verified.test>")));
        String answer = "To: " + ANNA + "\r\nSubject: Re: Please answer +clear+\r\nIn-Reply-To: <parent@verified.test>\r\n\r\nbody";
        Acceptance.Accepted copied = assertInstanceOf(Acceptance.Accepted.class, handedIn(rob(), answer, ANNA));
        assertEquals(List.of(Reason.of("optout.refused.copied")), copied.refusals());
        assertEquals(thread, mailboxes.sent(rob().accountId(), rob().id(), copied.message()).orElseThrow().thread());
        told(rob(), "How your message is sent", 1);

        Acceptance.Accepted own = assertInstanceOf(Acceptance.Accepted.class,
                handedIn(rob(), "To: " + ANNA + "\r\nSubject: s +clear+\r\n\r\nbody", ANNA));
        assertEquals(List.of(), own.refusals());
        told(rob(), "How your message is sent", 1);
    }

    @Test
    @Order(20)
    void aReceiptTravelsUnderTheNullPathAndItsAuthorMustStillBeTheUser() throws IOException {
        String receipt = "From: " + pia().address() + "\r\nTo: " + ANNA + "\r\nSubject: Read\r\nContent-Type: multipart/report;"
                + " report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\ncanary-receipt-20881140\r\n--b--\r\n";
        assertInstanceOf(Acceptance.Accepted.class, raw(pia(), ReversePath.NULL, receipt, ANNA));
        Post.Mail mail = await().atMost(Duration.ofSeconds(60)).until(() -> Post.of(ANNA).stream()
                .filter(one -> one.raw().contains("canary-receipt-20881140")).findFirst(), Optional::isPresent).orElseThrow();
        assertEquals("", mail.envelopeFrom());
        assertThrows(ProgramHeader.Unfit.class, () -> raw(pia(), ReversePath.NULL, "From: eve@clinic.test\r\n\r\nbody\r\n", ANNA));
    }

    @Test
    @Order(21)
    void aWrongPasswordIsWrittenDownForTheAccountAndTheWordsTypedAreNot() throws Exception {
        ProgramLogin.Result result = login.enter(pia().address().toString(), "canary-guess-77120".toCharArray(), InetAddress.getByName("192.0.2.44"));
        assertEquals(new ProgramLogin.Result(Optional.empty(), false), result);
        assertEquals(1, count("SELECT count(*) FROM audit_event WHERE action = 'signin.refused' AND account_id = " + pia().accountId()
                + " AND subject = '" + pia().address() + "' AND details->>'client' = '192.0.2.44'"));
        assertEquals(0, count("SELECT count(*) FROM audit_event WHERE details::text LIKE '%canary-guess%' OR subject LIKE '%canary-guess%'"));
        login.enter("nobody@program.test", "canary-guess-77120".toCharArray(), InetAddress.getByName("192.0.2.44"));
        assertEquals(0, count("SELECT count(*) FROM audit_event WHERE subject = 'nobody@program.test'"), "of strangers nothing is kept");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void answerToWhatCameEncryptedIsEncryptedThoughNothingAsksForIt() throws Exception {
        for (boolean encrypted : new boolean[] {true, false}) {
            String id = "<parent-" + encrypted + "@verified.test>";
            Headline headline = new Headline(Correspondent.of(Address.of(ANNA)), List.of(), "The results", "", 0, Instant.EPOCH);
            Finding opened = new Finding(Finding.Encryption.OPENED, Optional.of(Standard.OPENPGP), "AES-256 OCB", true, List.of(), true, false, List.of(), 1);
            mailboxes.deliver(rob().accountId(), rob().id(), FolderKind.INBOX, new NewMessage(1, encrypted ? headline.with(opened) : headline,
                    UUID.randomUUID(), Received.TLS, Optional.empty(), Optional.of(id)));
            Acceptance.Accepted answer = assertInstanceOf(Acceptance.Accepted.class,
                    handedIn(rob(), "To: " + ANNA + "\r\nSubject: Re: The results\r\nIn-Reply-To: " + id + "\r\n\r\nbody", ANNA));
            assertEquals(encrypted, deliveries.ofMessage(rob().accountId(), answer.message()).get(0).decision().reasons().stream()
                    .anyMatch(reason -> reason.code().equals("escalation.stronger")));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void answerToASecureReplyIsSecureThoughNothingElseOfItsConversationIsHere() throws Exception {
        book.change(rob().accountId(), Settings.NONE.with(Setting.SENDER_MODE, SenderMode.OPT_IN), "test");
        for (Received received : List.of(Received.SECURE_REPLY, Received.TLS)) {
            String id = "<" + received + "@elsewhere.test>";
            mailboxes.deliver(rob().accountId(), rob().id(), FolderKind.INBOX, new NewMessage(1, new Headline(Correspondent.of(Address.of(ANNA)),
                    List.of(), "The results", "", 0, Instant.EPOCH), UUID.randomUUID(), received, Optional.empty(), Optional.of(id)));
            Acceptance.Accepted answer = assertInstanceOf(Acceptance.Accepted.class,
                    handedIn(rob(), "To: " + ANNA + "\r\nSubject: Re: The results\r\nIn-Reply-To: " + id + "\r\n\r\nbody", ANNA));
            assertEquals(received == Received.SECURE_REPLY ? Decision.Handling.SECURE : Decision.Handling.ORDINARY,
                    deliveries.ofMessage(rob().accountId(), answer.message()).get(0).decision().handling());
        }
    }

    private Acceptance.Held held(String message, String... recipients) throws IOException {
        awaitPickup(BOB);
        return assertInstanceOf(Acceptance.Held.class, handedIn(pia(), message, recipients));
    }

    private Acceptance handedIn(User user, String message, String... recipients) throws IOException {
        return raw(user, "From: " + user.address() + "\r\n" + message + "\r\n", recipients);
    }

    private Acceptance raw(User user, String message, String... recipients) throws IOException {
        return raw(user, ReversePath.of(user.address()), message, recipients);
    }

    private Acceptance raw(User user, ReversePath path, String message, String... recipients) throws IOException {
        try (ProgramMail mail = programs.open(user, path, Arrays.stream(recipients).map(Address::of).toList(), false)) {
            mail.write(message.getBytes(StandardCharsets.US_ASCII));
            return mail.finish();
        }
    }

    private void awaitPickup(String address) {
        await().atMost(Duration.ofSeconds(30)).until(() -> forecasts.forecast(pia().accountId(), pia().id(), Address.of(address),
                MessageFacts.mail(Marking.AS_USUAL, false, Escalation.NONE, false)).state() == Forecast.State.PICKUP);
    }

    private StoredMessage told(String subject, int times) {
        return told(pia(), subject, times);
    }

    private StoredMessage told(User user, String subject, int times) {
        List<StoredMessage> mails = await().atMost(Duration.ofSeconds(30)).until(() -> mailboxes
                .page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 100).stream()
                .filter(mail -> mail.headline().subject().equals(subject)).toList(), found -> found.size() >= times);
        assertEquals(times, mails.size(), subject);
        return mails.get(0);
    }

    private String text(StoredMessage mail) throws IOException {
        return new MessageReader().read(vault.open(mail.accountId(), mail.contentId()), false).text();
    }

    private long count(String sql) throws Exception {
        try (var connection = database.getConnection(); var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }

    private User pia() {
        return user("pia@program.test");
    }

    private User quinn() {
        return user("quinn@program2.test");
    }

    private User rob() {
        return user("rob@program3.test");
    }

    private User user(String address) {
        Address wanted = Address.of(address);
        return directory.user(wanted).orElseGet(() -> {
            directory.enrol(practice(wanted.domain()), wanted, "Somebody", Set.of(Role.STAFF), "correct horse battery".toCharArray(), "test");
            return directory.user(wanted).orElseThrow();
        });
    }

    private long practice(Domain name) {
        return directory.proven(name).map(LocalDomain::accountId).orElseGet(() -> {
            long account = directory.found("Practice", "test").id();
            LocalDomain domain = directory.claim(account, name, "test");
            directory.prove(account, name, List.of(domain.proofToken()), "test");
            return account;
        });
    }
}
