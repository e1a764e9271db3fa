package org.sealpost.reception;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecasts;
import org.sealpost.forwarding.Forward;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Filter.Condition;
import org.sealpost.mailbox.Filter.Part;
import org.sealpost.mailbox.Filters;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.OwnFolder;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.mailbox.Place;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.Post;
import org.sealpost.testing.Staff;
import org.sealpost.vault.Vault;

/** Filters in an account of the test's own: Lea decides there, Tom works there and gets mail. */
@ExtendWith(ArquillianExtension.class)
class FilteringIT {

    private static final String ANNA = "anna@verified.test";
    private static final String BOB = "bob@no-tls.test";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    private FilterDesk desk;
    @Inject
    private FilterTrial trial;
    @Inject
    private Filters filters;
    @Inject
    private OwnFolders folders;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private ForwardDesk forwards;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Inbound inbound;
    @Inject
    private Submission submission;
    @Inject
    private Outbox outbox;
    @Inject
    private AuditTrail audit;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;
    @Inject
    private UserTransaction transaction;

    @BeforeEach
    void begin() {
        desk.all(tom()).forEach(filter -> desk.remove(tom(), filter.uuid()));
        forwards.setTlsOnly(false, lea());
        forwards.openToUsers(false, lea());
        forwards.all(lea()).forEach(rule -> forwards.remove(rule.uuid(), lea()));
        for (User user : List.of(tom(), lea())) {
            folders.all(user.accountId(), user.id()).forEach(folder -> folders.remove(user.accountId(), user.id(), folder.uuid()));
        }
    }

    @Test
    void whatComesFromOutsideOrInsideFindsItsFolder() throws IOException {
        OwnFolder lists = folder(tom(), "Lists");
        OwnFolder lea = folder(tom(), "Lea");
        save(moving(Part.LIST, "news.lists.example", lists));
        save(moving(Part.FROM, "LEA@filters.test", lea));
        save(new Filter(UUID.randomUUID(), List.of(new Condition(Part.SUBJECT, "bericht f\u00fcr")), Optional.empty(), true, Optional.empty()));
        arrive("From: x@outside.example\r\nTo: tom@filters.test\r\nSubject: fi-list =?UTF-8?Q?Bericht_f=C3=BCr_Mai?=\r\nList-Id: News\r\n <news.lists.example>\r\n");
        arrive("From: x@outside.example\r\nTo: tom@filters.test\r\nSubject: fi-other\r\n");
        send("fi-inside");
        await().atMost(SOON).until(() -> in(lea).size() == 1);
        assertEquals(List.of("fi-list Bericht f\u00fcr Mai"), subjects(in(lists)));
        assertTrue(in(lists).get(0).isStarred());
        assertFalse(in(lists).get(0).isSeen());
        assertEquals(List.of("fi-inside"), subjects(in(lea)));
        assertFalse(in(lea).get(0).isStarred());
        assertEquals(1, inbox(tom(), "fi-other"));
        assertEquals(0, inbox(tom(), "fi-list Bericht f\u00fcr Mai") + inbox(tom(), "fi-inside"));
    }

    @Test
    void whatAFilterWouldPutIntoAFolderThatIsGoneLiesInTheInbox() throws IOException {
        OwnFolder folder = folder(tom(), "Short-lived");
        save(moving(Part.SUBJECT, "fi-gone", folder));
        arrive("From: x@outside.example\r\nSubject: fi-gone one\r\n");
        assertEquals(1, in(folder).size());
        folders.remove(tom().accountId(), tom().id(), folder.uuid());
        assertEquals(1, inbox(tom(), "fi-gone one"), "what lay there isn't lost");
        arrive("From: x@outside.example\r\nSubject: fi-gone two\r\n");
        assertEquals(1, inbox(tom(), "fi-gone two"));
        assertEquals(Optional.of(Reason.of("filter.folder")), desk.save(tom(), moving(Part.SUBJECT, "x", folder)));
    }

    @Test
    void folderOfAnotherUserCannotBeUsed() throws Exception {
        OwnFolder hers = folder(lea(), "Hers");
        assertEquals(Optional.of(Reason.of("filter.folder")), desk.save(tom(), moving(Part.SUBJECT, "fi-planted", hers)));
        assertEquals(List.of(), desk.all(tom()));
        // even if it stood in his filters
        transaction.begin();
        filters.toChange(tom().accountId(), tom().id());
        filters.write(tom().accountId(), tom().id(), List.of(moving(Part.SUBJECT, "fi-planted", hers)));
        transaction.commit();
        arrive("From: x@outside.example\r\nSubject: fi-planted\r\n");
        assertEquals(1, inbox(tom(), "fi-planted"));
        assertEquals(0, trial.apply(tom(), desk.all(tom()).get(0)));
        assertEquals(1, inbox(tom(), "fi-planted"));
        assertEquals(List.of(), mailboxes.page(lea().accountId(), lea().id(), hers.uuid(), Optional.empty(), 10));
        assertEquals(List.of(), mailboxes.page(tom().accountId(), tom().id(), hers.uuid(), Optional.empty(), 10));
        assertEquals(List.of(), desk.all(lea()), "nobody has another's filters");
    }

    @Test
    void forwardIsRefusedWhereUsersMayNotOrTheTargetIsNotSafe() {
        Filter toBob = forwarding("fi-refused", BOB);
        assertEquals(Optional.of(Reason.of("filter.forward.closed")), desk.save(tom(), toBob));
        forwards.openToUsers(true, lea());
        List.of(ANNA, BOB).forEach(address -> forecasts.recipientFacts(lea().accountId(), Address.of(address)));
        forwards.setTlsOnly(true, lea());
        assertEquals(Optional.of(Reason.of("forward.unsafe", "no-tls.test")), desk.save(tom(), toBob));
        assertEquals(List.of(), desk.all(tom()));
        assertEquals(List.of(), forwards.all(lea()));
    }

    @Test
    void whatAFilterMatchesIsSentOnLikeAnyForwardAndNothingElseIs() throws IOException {
        forwards.openToUsers(true, lea());
        Filter filter = forwarding("fi-sent-on", ANNA);
        save(filter);
        assertEquals(List.of(Forward.Kind.MAILBOX_FILTER), forwards.all(lea()).stream().map(ForwardRule::kind).toList(), "administrators see it");
        arrive("From: x@outside.example\r\nSubject: fi-sent-on\r\n", "canary-filter-5512");
        arrive("From: x@outside.example\r\nSubject: fi-stays\r\n", "canary-filter-7781");
        Post.Mail forwarded = await().atMost(SOON).until(() -> mails(ANNA, "canary-filter-5512"), found -> !found.isEmpty()).get(0);
        assertFalse(forwarded.tls().isEmpty());
        assertTrue(forwarded.raw().contains("X-Sealpost-Forwarded: "));
        assertEquals(1, inbox(tom(), "fi-sent-on"), "it stays here, too");
        assertEquals(List.of(), mails(ANNA, "canary-filter-7781"));

        forwards.switchOff(forwards.all(lea()).get(0).uuid(), lea());
        assertFalse(desk.isSentOn(tom(), Address.of(ANNA)));
        arrive("From: x@outside.example\r\nSubject: fi-sent-on\r\n", "canary-filter-9020");
        assertEquals(2, inbox(tom(), "fi-sent-on"));
        assertEquals(List.of(), outgoing("canary-filter-9020"));
        forwards.openToUsers(false, lea());
        assertEquals(Optional.of(Reason.of("filter.forward.closed")), desk.save(tom(), filter));
        desk.remove(tom(), filter.uuid());
        assertEquals(List.of(), forwards.all(lea()), "nobody needs that forward any more");
    }

    @Test
    void twoFiltersShareTheForwardToOneTarget() {
        forwards.openToUsers(true, lea());
        Filter one = forwarding("fi-one", ANNA);
        Filter other = forwarding("fi-other", "Anna@verified.test");
        save(one);
        save(other);
        assertEquals(1, forwards.all(lea()).size());
        desk.remove(tom(), one.uuid());
        assertTrue(desk.isSentOn(tom(), Address.of(ANNA)));
        save(new Filter(other.uuid(), other.conditions(), Optional.empty(), true, Optional.empty()));
        assertEquals(List.of(), forwards.all(lea()));
    }

    @Test
    void whatSealpostWroteItselfStaysInTheInbox() {
        OwnFolder folder = folder(tom(), "All");
        save(moving(Part.SUBJECT, "fi-system", folder));
        String raw = "From: postmaster@filters.test\r\nSubject: fi-system\r\n\r\nx\r\n";
        outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, lea().accountId(), ReversePath.NULL, tom().address(),
                RawMessage.of(raw.getBytes(US_ASCII)), 0));
        await().atMost(SOON).until(() -> inbox(tom(), "fi-system") == 1);
        assertEquals(List.of(), in(folder));
    }

    @Test
    void filterThatCannotBeReadKeepsNoMailOut() throws Exception {
        save(moving(Part.SUBJECT, "fi-altered", folder(tom(), "Altered")));
        update("UPDATE mail_filters SET sealed = '\\x00' WHERE user_id = " + tom().id());
        await().atMost(SOON).untilAsserted(() -> assertThrows(IllegalStateException.class, () -> filters.of(tom().accountId(), tom().id())));
        arrive("From: x@outside.example\r\nSubject: fi-altered\r\n");
        assertEquals(1, inbox(tom(), "fi-altered"));
        update("DELETE FROM mail_filters WHERE user_id = " + tom().id());
        await().atMost(SOON).untilAsserted(() -> assertEquals(List.of(), filters.of(tom().accountId(), tom().id())));
    }

    @Test
    void filterIsTriedOnTheInboxAndApplied() throws IOException {
        arrive("From: x@outside.example\r\nSubject: fi-trial\r\nList-Id: <trial.lists.example>\r\n");
        arrive("From: x@outside.example\r\nSubject: fi-trial\r\nList-Id: <trial.lists.example>\r\n");
        arrive("From: x@outside.example\r\nSubject: fi-trial\r\n");
        OwnFolder folder = folder(tom(), "Trial");
        Filter filter = moving(Part.LIST, "trial.lists", folder);
        save(filter);
        List<UUID> matching = trial.matching(tom(), filter);
        assertEquals(2, matching.size());
        assertEquals(Optional.of(new Condition(Part.LIST, "trial.lists.example")), trial.like(tom(), matching.get(0)));
        assertEquals(Optional.empty(), trial.like(lea(), matching.get(0)));
        assertEquals(0, trial.apply(lea(), filter), "only in one's own inbox, and into one's own folder");
        assertEquals(2, trial.apply(tom(), filter));
        assertEquals(2, in(folder).size());
        assertEquals(1, inbox(tom(), "fi-trial"));
        StoredMessage left = mailboxes.page(tom().accountId(), tom().id(), FolderKind.INBOX, Optional.empty(), 1).get(0);
        assertEquals(Optional.of(new Condition(Part.FROM, "x@outside.example")), trial.like(tom(), left.uuid()));
    }

    @Test
    void filtersHaveAnOrderAndAMost() {
        Filter first = starring("fi-secret-word");
        Filter second = starring("second");
        save(first);
        save(second);
        desk.shift(tom(), second.uuid(), true);
        desk.shift(tom(), second.uuid(), true);
        assertEquals(List.of(second, first), desk.all(tom()));
        desk.shift(tom(), second.uuid(), false);
        assertEquals(List.of(first, second), desk.all(tom()));
        assertEquals(List.of("filter.kept"), audit.about(tom().accountId(), first.uuid().toString()).stream().map(event -> event.action()).toList());
        assertFalse(audit.about(tom().accountId(), first.uuid().toString()).toString().contains("fi-secret-word"), "what it looks for stays sealed");
        desk.remove(lea(), first.uuid());
        assertEquals(2, desk.all(tom()).size());
        for (int i = 2; i < 100; i++) {
            save(starring("x" + i));
        }
        assertEquals(Optional.of(Reason.of("filter.many")), desk.save(tom(), starring("one more")));
        Filter changed = new Filter(first.uuid(), List.of(new Condition(Part.TO, "changed")), Optional.empty(), true, Optional.empty());
        save(changed);
        assertEquals(changed, desk.all(tom()).get(0));
        assertEquals(100, desk.all(tom()).size());
    }

    private void save(Filter filter) {
        assertEquals(Optional.empty(), desk.save(tom(), filter));
    }

    private static Filter moving(Part part, String text, OwnFolder folder) {
        return new Filter(UUID.randomUUID(), List.of(new Condition(part, text)), Optional.of(Place.own(folder.uuid())), false, Optional.empty());
    }

    private static Filter forwarding(String subject, String target) {
        return new Filter(UUID.randomUUID(), List.of(new Condition(Part.SUBJECT, subject)), Optional.empty(), false, Optional.of(Address.of(target)));
    }

    private static Filter starring(String subject) {
        return new Filter(UUID.randomUUID(), List.of(new Condition(Part.SUBJECT, subject)), Optional.empty(), true, Optional.empty());
    }

    private OwnFolder folder(User user, String name) {
        assertEquals(Optional.empty(), folders.make(user.accountId(), user.id(), name));
        return folders.all(user.accountId(), user.id()).stream().filter(folder -> folder.name().equals(name)).findFirst().orElseThrow();
    }

    private void arrive(String header) throws IOException {
        arrive(header, "x");
    }

    /** Over the wire to Tom. */
    private void arrive(String header, String body) throws IOException {
        Origin origin = new Origin(InetAddress.getByName("192.0.2.7"), "mx.outside.example",
                Optional.of(new Origin.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty())), ReversePath.of(Address.of("x@outside.example")), false);
        Inbound.Addressee addressee = inbound.addressee(tom().address()).orElseThrow();
        try (InboundMail mail = inbound.open(origin, List.of(addressee))) {
            mail.write((header + "\r\n" + body + "\r\n").getBytes(US_ASCII));
            mail.finish();
        }
    }

    /** From Lea to Tom, over no wire. */
    private void send(String subject) throws IOException {
        String raw = "From: lea@filters.test\r\nTo: tom@filters.test\r\nSubject: " + subject + "\r\n\r\nx\r\n";
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, Duration.ZERO);
        long content = vault.store(lea().accountId(), new ByteArrayInputStream(raw.getBytes(US_ASCII)), 10_000);
        assertInstanceOf(Acceptance.Accepted.class, submission.accept(submission.read(new Entry(new Sender.Staff(lea()),
                new Envelope(ReversePath.of(lea().address()), List.of(ForwardPath.visible(tom().address()))), content, wishes, Optional.empty()))));
    }

    private List<StoredMessage> in(OwnFolder folder) {
        return mailboxes.page(tom().accountId(), tom().id(), folder.uuid(), Optional.empty(), 100);
    }

    private long inbox(User user, String subject) {
        return subjects(mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 500)).stream().filter(subject::equals).count();
    }

    private static List<String> subjects(List<StoredMessage> messages) {
        return messages.stream().map(message -> message.headline().subject()).toList();
    }

    private static List<Post.Mail> mails(String mailbox, String canary) {
        return Post.of(mailbox).stream().filter(mail -> mail.raw().contains(canary)).toList();
    }

    /** What waits or went to Anna, some time after it would have been handed on. */
    private static List<Post.Mail> outgoing(String canary) {
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> mails(ANNA, canary).isEmpty());
        return mails(ANNA, canary);
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }

    private User lea() {
        return Staff.of(directory, "lea@filters.test", Set.of(Role.STAFF, Role.ACCOUNT));
    }

    private User tom() {
        return Staff.of(directory, "tom@filters.test", Set.of(Role.STAFF));
    }
}
