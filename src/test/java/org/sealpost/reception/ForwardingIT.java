package org.sealpost.reception;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.SenderMode;
import org.sealpost.assurance.Setting;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecasts;
import org.sealpost.forwarding.Forward.Kind;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.Post;
import org.sealpost.testing.Staff;
import org.sealpost.testing.TappedInternet;
import org.sealpost.vault.Vault;

/** Forwards of an account of the test's own: Eva decides there, Nils works there. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForwardingIT {

    private static final String ANNA = "anna@verified.test";
    private static final String BOB = "bob@no-tls.test";
    private static final String CLEAR = "canary-forwarded-in-clear-5518";
    private static final String PLANTED = "canary-planted-forward-9071";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    private Submission submission;
    @Inject
    private ForwardDesk desk;
    @Inject
    private ForwardBook book;
    @Inject
    private Recipients recipients;
    @Inject
    private Outbox outbox;
    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Vault vault;
    @Inject
    private AuditTrail audit;
    @Inject
    private SettingsBook settings;
    @Inject
    private DataSource database;

    @Test
    @Order(1)
    void whatReachesAMailboxIsForwardedOverTlsAndStaysThere() throws IOException {
        begin();
        add(Kind.USER, "nils@forwards.test", "", ANNA);
        send(eva(), "nils@forwards.test", "f-user", "canary-user-2291", Duration.ZERO);
        Post.Mail forwarded = await().atMost(SOON).until(() -> mails(ANNA, "canary-user-2291"), found -> !found.isEmpty()).get(0);
        assertFalse(forwarded.tls().isEmpty());
        assertTrue(forwarded.raw().contains("X-Sealpost-Forwarded: "));
        assertFalse(forwarded.raw().contains(desk.all(eva()).get(0).uuid().toString()), "a stranger learns nothing of the rule");
        assertEquals(1, inbox(nils(), "f-user"));
        assertEquals(0, inbox(eva(), "f-user"));
    }

    @Test
    @Order(2)
    void tlsOnlySwitchesOffWhatIsUnsafeAndTellsItsOwner() {
        begin();
        add(Kind.USER, "nils@forwards.test", "", BOB);
        add(Kind.USER, "nils@forwards.test", "", ANNA);
        assertEquals(Set.of(BOB), targets(awaitLooks()));
        assertEquals(Set.of(BOB), targets(desk.setTlsOnly(true, eva())));
        assertEquals(List.of(ANNA), book.active(eva().accountId()).stream().map(rule -> rule.target().toString()).toList());
        await().atMost(SOON).until(() -> inbox(nils(), "The forward to " + BOB + " is off") == 1);
        assertEquals(Optional.of(Reason.of("forward.unsafe", "no-tls.test")),
                desk.add(new ForwardWish(Kind.SENT_COPY, "nils@forwards.test", "", Address.of(BOB)), eva()));
        ForwardRule off = desk.all(eva()).stream().filter(rule -> !rule.isActive()).findFirst().orElseThrow();
        assertEquals(Optional.of(Reason.of("forward.unsafe", "no-tls.test")), desk.switchOn(off.uuid(), eva()));
        assertEquals(List.of("forward.made", "forward.off"),
                audit.about(eva().accountId(), off.uuid().toString()).stream().map(event -> event.action()).toList());
    }

    @Test
    @Order(3)
    void whatIsUnsafeWhenItIsSentIsNotSentAndItsOwnerIsToldOnce() throws IOException {
        begin();
        add(Kind.USER, "nils@forwards.test", "", BOB);
        // ordinary mail, so that nothing but the switch keeps it off the wire
        settings.change(eva().accountId(), settings.account(eva().accountId()).with(Setting.SENDER_MODE, SenderMode.OPT_IN), "test");
        send(eva(), "nils@forwards.test", "f-planted", PLANTED, Duration.ZERO);
        await().atMost(SOON).until(() -> mails(BOB, PLANTED).size() == 1);
        desk.setTlsOnly(true, eva());
        ForwardRule rule = desk.all(eva()).get(0);
        book.become(rule, true, "test");
        int before = Post.of(BOB).size();
        for (int i = 1; i <= 2; i++) {
            int ended = i;
            send(eva(), "nils@forwards.test", "f-clear", CLEAR, Duration.ZERO);
            await().atMost(SOON).until(() -> dropped(BOB) == ended);
        }
        await().atMost(SOON).until(() -> inbox(nils(), "Not everything was forwarded to " + BOB) == 1);
        assertEquals(2, inbox(nils(), "f-clear"));
        assertEquals(0, inbox(eva(), "Undelivered: f-clear"));
        assertEquals(before, Post.of(BOB).size(), "neither message nor notice");
        settings.change(eva().accountId(), settings.account(eva().accountId()).with(Setting.SENDER_MODE, SenderMode.ALWAYS), "test");
    }

    @Test
    @Order(4)
    @RunAsClient
    void noWireHeardWhatWasNotSent() {
        TappedInternet.shared().taps().forEach((host, tap) -> {
            assertFalse(tap.heard(CLEAR), host);
            assertEquals(host.equals("mx.no-tls.test"), tap.heard(PLANTED), host);
        });
    }

    @Test
    @Order(5)
    void whatNobodyHasLookedAtIsMeasuredAtDelivery() throws IOException {
        begin();
        add(Kind.USER, "nils@forwards.test", "", "eve@expired.test");
        desk.setTlsOnly(true, eva());
        book.become(desk.all(eva()).get(0), true, "test");
        send(eva(), "nils@forwards.test", "f-unseen", "canary-unseen-2218", Duration.ZERO);
        await().atMost(SOON).until(() -> dropped("eve@expired.test") == 1);
        await().atMost(SOON).until(() -> inbox(nils(), "Not everything was forwarded to eve@expired.test") == 1);
        assertEquals(List.of(), Post.of("eve@expired.test"));
    }

    @Test
    @Order(6)
    void circleOfForwardsIsCut() throws Exception {
        begin();
        add(Kind.USER, "nils@forwards.test", "", "eva@forwards.test");
        add(Kind.USER, "eva@forwards.test", "", "nils@forwards.test");
        send(eva(), "nils@forwards.test", "f-loop", "round and round", Duration.ZERO);
        await().atMost(SOON).until(() -> inbox(eva(), "f-loop") == 1 && inbox(nils(), "f-loop") == 2);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> inbox(eva(), "f-loop") + inbox(nils(), "f-loop") == 3);
    }

    @Test
    @Order(7)
    void aliasesAndCatchAllsLeadToMailboxesAndOutside() throws IOException {
        begin();
        Entry unknown = entry(eva(), "desk@forwards.test", "f-alias", "x", Duration.ZERO);
        assertEquals(List.of(Reason.of("recipient.unknown", "desk@forwards.test")), assertInstanceOf(Acceptance.Refused.class, submission.accept(submission.read(unknown))).reasons());
        add(Kind.ALIAS, "desk@forwards.test", "", "nils@forwards.test");
        add(Kind.ALIAS, "desk@forwards.test", "", ANNA);
        send(eva(), "desk@forwards.test", "f-alias", "canary-alias-8837", Duration.ZERO);
        await().atMost(SOON).until(() -> inbox(nils(), "f-alias") == 1 && mails(ANNA, "canary-alias-8837").size() == 1);
        assertEquals(0, inbox(eva(), "f-alias"));
        add(Kind.CATCH_ALL, "forwards.test", "", "eva@forwards.test");
        send(nils(), "whoever@forwards.test", "f-rest", "x", Duration.ZERO);
        send(nils(), "desk@forwards.test", "f-notrest", "x", Duration.ZERO);
        await().atMost(SOON).until(() -> inbox(eva(), "f-rest") == 1 && inbox(nils(), "f-notrest") == 1);
        assertEquals(0, inbox(eva(), "f-notrest"));
        assertTrue(recipients.resolve(Address.of("desk@elsewhere.test")).isNobody());
        assertEquals(Optional.of(Reason.of("forward.domain.foreign", "clinic.test")),
                desk.add(new ForwardWish(Kind.CATCH_ALL, "clinic.test", "", Address.of("eva@forwards.test")), eva()));
    }

    @Test
    @Order(8)
    void copiesOfWhatIsSentLeaveWithItAndAreTakenBackWithIt() throws IOException {
        begin();
        add(Kind.SENT_COPY, "nils@forwards.test", "", ANNA);
        add(Kind.MONITOR_COPY, "forwards.test", "budget", "dora@dane.test");
        UUID undone = send(nils(), "eva@forwards.test", "f-undone", "canary-undone-6612", Duration.ofMinutes(5));
        assertTrue(submission.undo(nils().accountId(), nils().id(), undone));
        send(nils(), "eva@forwards.test", "f-sent", "canary-sent-3306 the Budget", Duration.ZERO);
        await().atMost(SOON).until(() -> mails(ANNA, "canary-sent-3306").size() == 1 && mails("dora@dane.test", "canary-sent-3306").size() == 1);
        assertEquals(List.of(), mails(ANNA, "canary-undone-6612"));
        assertEquals(0, unwithdrawn(undone), "nothing of what was undone waits to leave");
    }

    @Test
    @Order(9)
    void strangersReversePathBecomesOursAndABounceFindsItsWay() throws Exception {
        begin();
        add(Kind.USER, "nils@forwards.test", "", ANNA);
        String raw = "From: " + BOB + "\r\nSubject: f-guest\r\n\r\ncanary-guest-7714\r\n";
        Sender.Portal guest = new Sender.Portal(eva().accountId(), 1, "R", Address.of(BOB), "Bob");
        submission.accept(submission.read(new Entry(guest, new Envelope(ReversePath.of(guest.address()), List.of(ForwardPath.visible(nils().address()))),
                store(raw), Wishes.NONE, Optional.empty())));
        await().atMost(SOON).until(() -> mails(ANNA, "canary-guest-7714").size() == 1);
        Address path = Address.of(text("SELECT reverse_path FROM message WHERE kind = 'FORWARD' AND author = '" + BOB + "' ORDER BY id DESC LIMIT 1"));
        assertTrue(path.toString().matches("SRS0=.*=no-tls\\.test=bob@forwards\\.test"), path::toString);
        assertEquals(Optional.of(Address.of(BOB)), recipients.resolve(path).bouncesTo());
        assertInstanceOf(Acceptance.Refused.class, submission.accept(submission.read(entry(eva(), path.toString(), "f-relay", "x", Duration.ZERO))),
                "only bounces go there");
        assertTrue(recipients.resolve(Address.of(path.toString().replace("=bob@", "=eve@"))).isNobody());
        String bounce = "From: postmaster@verified.test\r\nSubject: f-bounce\r\n\r\ncanary-bounce-1029\r\n";
        outbox.handIn(new SystemMail(SystemMail.Kind.DSN, eva().accountId(), ReversePath.NULL, path, RawMessage.of(bounce.getBytes(StandardCharsets.US_ASCII)), 0));
        await().atMost(SOON).until(() -> mails(BOB, "canary-bounce-1029").size() == 1);
    }

    @Test
    @Order(10)
    void usersSetTheirOwnForwardsOnlyWhereTheyMay() {
        begin();
        ForwardWish own = new ForwardWish(Kind.USER, "nils@forwards.test", "", Address.of(ANNA));
        ForwardWish others = new ForwardWish(Kind.USER, "eva@forwards.test", "", Address.of(ANNA));
        ForwardWish alias = new ForwardWish(Kind.ALIAS, "x@forwards.test", "", Address.of(ANNA));
        assertThrows(SecurityException.class, () -> desk.add(own, nils()));
        desk.openToUsers(true, eva());
        assertEquals(Optional.empty(), desk.add(own, nils()));
        assertThrows(SecurityException.class, () -> desk.add(others, nils()));
        assertThrows(SecurityException.class, () -> desk.add(alias, nils()));
        assertThrows(SecurityException.class, () -> desk.setTlsOnly(true, nils()));
        assertThrows(SecurityException.class, () -> desk.all(nils()));
        User ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        desk.remove(desk.own(nils()).get(0).uuid(), ada);
        assertEquals(1, desk.own(nils()).size(), "another account's administrator reaches nothing");
        desk.openToUsers(false, eva());
        assertThrows(SecurityException.class, () -> desk.remove(desk.own(nils()).get(0).uuid(), nils()));
        begin();
    }

    /** No forwards. */
    private void begin() {
        nils();
        desk.setTlsOnly(false, eva());
        desk.all(eva()).forEach(rule -> desk.remove(rule.uuid(), eva()));
    }

    private List<ForwardRule> awaitLooks() {
        Stream.of(ANNA, BOB).forEach(address -> forecasts.recipientFacts(eva().accountId(), Address.of(address)));
        await().atMost(SOON).until(() -> desk.all(eva()).stream().noneMatch(rule -> desk.road(rule).state() == TargetRoad.State.UNKNOWN));
        return desk.preview(eva().accountId());
    }

    private static Set<String> targets(List<ForwardRule> rules) {
        return Set.copyOf(rules.stream().map(rule -> rule.target().toString()).toList());
    }

    private void add(Kind kind, String whose, String words, String target) {
        assertEquals(Optional.empty(), desk.add(new ForwardWish(kind, whose, words, Address.of(target)), eva()));
    }

    private UUID send(User from, String to, String subject, String body, Duration undo) throws IOException {
        return assertInstanceOf(Acceptance.Accepted.class, submission.accept(submission.read(entry(from, to, subject, body, undo)))).message();
    }

    private Entry entry(User from, String to, String subject, String body, Duration undo) throws IOException {
        String raw = "From: " + from.address() + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\n\r\n" + body + "\r\n";
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, undo);
        return new Entry(new Sender.Staff(from), new Envelope(ReversePath.of(from.address()), List.of(ForwardPath.visible(Address.of(to)))),
                store(raw), wishes, Optional.empty());
    }

    private long store(String raw) throws IOException {
        return vault.store(eva().accountId(), new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)), 10_000);
    }

    private static List<Post.Mail> mails(String mailbox, String canary) {
        return Post.of(mailbox).stream().filter(mail -> mail.raw().contains(canary)).toList();
    }

    private long inbox(User user, String subject) {
        return mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 100).stream()
                .filter(message -> message.headline().subject().equals(subject)).count();
    }

    private long dropped(String recipient) {
        return Long.parseLong(text("SELECT count(*) FROM delivery d JOIN message m ON m.id = d.message_id WHERE m.kind = 'FORWARD' AND d.state = 'DROPPED' "
                + "AND d.recipient = '" + recipient + "' AND d.account_id = " + eva().accountId()));
    }

    private long unwithdrawn(UUID original) {
        return Long.parseLong(text("SELECT count(*) FROM forwarded f JOIN message m ON m.uuid = f.message JOIN delivery d ON d.message_id = m.id "
                + "WHERE f.original = '" + original + "' AND d.state <> 'WITHDRAWN'"));
    }

    private String text(String sql) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private User eva() {
        return Staff.of(directory, "eva@forwards.test", Set.of(Role.STAFF, Role.ACCOUNT));
    }

    private User nils() {
        return Staff.of(directory, "nils@forwards.test", Set.of(Role.STAFF));
    }
}
