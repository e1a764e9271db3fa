package org.sealpost.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TriggerTexts;
import org.sealpost.audit.AuditTrail;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.listener.InboundDoor;
import org.sealpost.mail.Domain;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.testing.Staff;
import org.sealpost.vault.Sweeper;
import org.sealpost.vault.Vault;

/** Mail from other servers, from the desk to the mailboxes. Lena and Mike work in one account, Nora decides in another; each test founds both anew. */
@ExtendWith(ArquillianExtension.class)
class InboundIT {

    private static final String CLIENT = "192.0.2.66";
    private static final String VOS = "vos@vos.example";
    private static final String FINE = "250 2.1.5 Recipient fine";
    private static final String KEPT = "250 2.0.0 Kept";
    private static final String LOCKED = "530 5.7.0 Mail of this sender is taken over TLS only: STARTTLS first";
    private static final String LETTER = "From: Vos <vos@vos.example>\r\nSubject: s\r\n\r\nbody\r\n";
    private static final int CHUNK = 128 * 1024;

    @Inject
    private Inbound inbound;
    @Inject
    private SenderLocks locks;
    @Inject
    private Directory directory;
    @Inject
    private SettingsBook settings;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private Sweeper sweeper;
    @Inject
    private AuditTrail audit;
    @Inject
    private DataSource database;

    private User lena;
    private User mike;
    private User nora;
    private InboundDoor clear;
    private InboundDoor tls;

    @BeforeEach
    void found() throws IOException {
        List<User> one = office("lena", "mike");
        lena = one.get(0);
        mike = one.get(1);
        nora = office("nora").get(0);
        clear = InboundDoor.inClear(inbound, CLIENT);
        tls = InboundDoor.overTls(inbound, CLIENT);
    }

    /** Whatever was refused or broke off: nobody is mailed about it, so a forged sender is never bothered. */
    @AfterEach
    void nothingWasSentBack() throws SQLException {
        clear.close();
        tls.close();
        assertEquals(0, count("SELECT count(*) FROM message WHERE account_id IN (%d, %d)"));
        assertEquals(0, count("SELECT count(*) FROM delivery WHERE account_id IN (%d, %d)"));
    }

    @Test
    void oneMessageForTwoAccountsIsInBothOnceUnderAKeyOfItsOwn() throws Exception {
        clear.from(VOS);
        for (String to : List.of(at(lena), at(lena).toUpperCase(), at(nora), at(mike))) {
            assertEquals(FINE, clear.to(to));
        }
        assertEquals(KEPT, clear.data(LETTER));

        StoredMessage lenas = only(lena);
        StoredMessage noras = only(nora);
        assertEquals(lenas.contentId(), only(mike).contentId(), "colleagues share one content");
        assertNotEquals(lenas.contentId(), noras.contentId());
        assertEquals(1, count("SELECT count(*) FROM content_keys.wrapped_key WHERE account_id = " + lena.accountId() + " AND content_id = " + lenas.contentId()));
        assertEquals(1, count("SELECT count(*) FROM content_keys.wrapped_key WHERE account_id = " + nora.accountId() + " AND content_id = " + noras.contentId()));
        assertEquals(2, kept());
        assertThrows(IOException.class, () -> vault.open(nora.accountId(), lenas.contentId()).open());
        assertThrows(IOException.class, () -> vault.open(lena.accountId(), noras.contentId()).open());
        assertEquals(text(lenas), text(noras));
        assertTrue(text(noras).endsWith("\r\n\r\nbody\r\n"), text(noras));
        assertEquals(Received.CLEAR, noras.received());
        assertEquals("vos@vos.example", noras.headline().from().address().toString());
        assertEquals(List.of("message.received"), audit.about(nora.accountId(), noras.uuid().toString()).stream().map(event -> event.action()).toList());
        assertEquals(List.of(), audit.about(nora.accountId(), lenas.uuid().toString()));
    }

    @Test
    void whoIsUnknownIsRefusedAtOnce() {
        Domain claimed = directory.claim(nora.accountId(), new Domain(UUID.randomUUID() + ".claimed.example"), "test").name();
        clear.from(VOS);
        assertEquals("550 5.1.1 There is no such mailbox", clear.to("nobody@" + lena.address().domain()));
        assertEquals("550 5.7.1 We don't take mail for that domain", clear.to("someone@else.example"));
        assertEquals("550 5.7.1 We don't take mail for that domain", clear.to("postmaster@" + claimed));
        assertEquals("550 5.1.1 There is no such mailbox", tls.from(VOS).to("nobody@" + lena.address().domain()));
    }

    @Test
    void postmasterOfAProvenDomainIsAnAdministrator() throws IOException {
        clear.from(VOS);
        assertEquals(FINE, clear.to("PostMaster@" + lena.address().domain()));
        assertEquals(FINE, clear.to("postmaster@" + nora.address().domain()));
        assertEquals(FINE, clear.to(at(nora)));
        assertEquals(KEPT, clear.data(LETTER));
        assertEquals("s", only(lena).headline().subject());
        assertEquals("s", only(nora).headline().subject());
        assertEquals(List.of(), inbox(mike));
    }

    @Test
    void lockedDomainIsRefusedInClearAndTakenOverTls() throws Exception {
        locks.lock(lena, "bank.example", TlsLevel.ENCRYPTED);
        assertEquals(LOCKED, clear.from("x@bank.example").to(at(lena)));
        assertEquals(LOCKED, clear.from("x@mail.bank.example").to(at(lena)));
        assertEquals(FINE, clear.from("x@notbank.example").to(at(lena)));
        assertEquals(FINE, clear.from("x@bank.example").to(at(nora)), "another account's lock is its own");

        clear.from("x@harmless.example");
        assertEquals(FINE, clear.to(at(lena)));
        assertEquals(LOCKED, clear.data("From: Pay <pay@bank.example>\r\nSubject: s\r\n\r\n" + "x".repeat(3 * CHUNK)));
        assertEquals(List.of(), inbox(lena));
        assertEquals(0, contents());

        tls.from("x@bank.example");
        assertEquals(FINE, tls.to(at(lena)));
        assertEquals(KEPT, tls.data("From: Pay <pay@bank.example>\r\nSubject: s\r\n\r\nbody\r\n"));
        assertEquals(Received.TLS, only(lena).received());
        assertEquals(3, locks.of(lena.accountId()).get(0).refusals());
    }

    @Test
    void lockedNetworkIsRefusedInClearAndTakenOverTls() throws IOException {
        locks.lock(lena, "192.0.2.0/24", TlsLevel.ENCRYPTED);
        assertEquals(LOCKED, clear.from(VOS).to(at(lena)));
        try (InboundDoor neighbour = InboundDoor.inClear(inbound, "198.51.100.66")) {
            assertEquals(FINE, neighbour.from(VOS).to(at(lena)));
        }
        assertEquals(FINE, tls.from(VOS).to(at(lena)));
        assertEquals(KEPT, tls.data(LETTER));
        only(lena);
    }

    @Test
    void whoMustProveItselfIsntHelpedByTlsAlone() {
        locks.lock(lena, "bank.example", TlsLevel.VERIFIED);
        assertEquals(LOCKED, clear.from("x@bank.example").to(at(lena)));
        assertEquals("550 5.7.1 Mail of this sender is taken from a host of theirs only, proven by its certificate",
                tls.from("x@bank.example").to(at(lena)));
    }

    @Test
    void oneRecipientsLockOnTheAuthorRefusesTheMessageForAll() throws Exception {
        locks.lock(nora, "bank.example", TlsLevel.ENCRYPTED);
        clear.from(VOS);
        assertEquals(FINE, clear.to(at(lena)));
        assertEquals(FINE, clear.to(at(nora)));
        assertEquals(LOCKED, clear.data("From: Vos <vos@vos.example>, Pay <pay@bank.example>\r\nSubject: s\r\n\r\nbody\r\n"));
        assertEquals(List.of(), inbox(lena));
        assertEquals(List.of(), inbox(nora));
        assertEquals(0, contents());
    }

    @Test
    void mailboxForTlsOnlyRefusesInClearWhileItsNeighbourGetsTheMessage() throws IOException {
        directory.demandTls(lena.accountId(), mike.id(), true, "test");
        clear.from(VOS);
        assertEquals(FINE, clear.to(at(lena)));
        assertEquals("530 5.7.0 This mailbox takes mail over TLS only: STARTTLS first", clear.to(at(mike)));
        assertEquals(KEPT, clear.data(LETTER));
        only(lena);
        assertEquals(List.of(), inbox(mike));

        assertEquals(FINE, tls.from(VOS).to(at(mike)));
        assertEquals(KEPT, tls.data(LETTER));
        assertEquals(Received.TLS, only(mike).received());
    }

    @Test
    void answerComesIntoTheThreadOfItsReader() throws IOException {
        String first = "Message-ID: <first@vos.example>\r\n" + LETTER;
        String answer = "Message-ID: <second@vos.example>\r\nIn-Reply-To: <first@vos.example>\r\n" + LETTER;
        String later = "Message-ID: <third@vos.example>\r\nReferences: <first@vos.example>\r\n <unheard-of@vos.example>\r\n" + LETTER;
        for (String message : List.of(first, answer, later)) {
            tls.from(VOS).to(at(lena));
            if (message != first) {
                tls.to(at(nora));
            }
            assertEquals(KEPT, tls.data(message));
        }
        List<UUID> lenas = inbox(lena).stream().map(StoredMessage::thread).distinct().toList();
        assertEquals(1, lenas.size());
        List<UUID> noras = inbox(nora).stream().map(StoredMessage::thread).distinct().toList();
        assertEquals(2, noras.size(), "what another account has says nothing");
        assertFalse(noras.contains(lenas.get(0)));
    }

    @Test
    void whatBreaksOffLeavesNothing() throws Exception {
        clear.from(VOS).to(at(lena));
        clear.to(at(nora));
        clear.breakOff(LETTER + "x".repeat(3 * CHUNK), () -> assertNotEquals(0, chunks(), "it streams into the vault"));
        assertEquals(0, contents());
        assertEquals(0, chunks());
        assertEquals(List.of(), inbox(lena));
        clear.from(VOS).to(at(lena));
        clear.breakOff("From: half a head", () -> { });
        assertEquals(0, contents());
        assertEquals(0, chunks());
    }

    @Test
    void whatCannotBePlacedForOneIsPlacedForNobody() throws Exception {
        execute("CREATE FUNCTION refuse_nora() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END'");
        execute("CREATE TRIGGER refuse_nora BEFORE INSERT ON stored_message FOR EACH ROW WHEN (NEW.user_id = " + nora.id() + ") EXECUTE FUNCTION refuse_nora()");
        try {
            clear.from(VOS).to(at(lena));
            clear.to(at(nora));
            assertThrows(RuntimeException.class, () -> clear.data(LETTER));
        } finally {
            execute("DROP TRIGGER refuse_nora ON stored_message");
            execute("DROP FUNCTION refuse_nora");
        }
        assertEquals(List.of(), inbox(lena));
        assertEquals(List.of(), inbox(nora));
        assertEquals(0, kept());
        execute("UPDATE content SET created_at = now() - interval '2 hours' WHERE NOT kept AND account_id IN (" + lena.accountId() + ", " + nora.accountId() + ")");
        sweeper.sweep();
        assertEquals(0, contents());
        assertEquals(0, chunks());
    }

    @Test
    void wordsOfEveryRecipientsAccountAreTakenOut() throws IOException {
        settings.change(nora.accountId(), Settings.NONE.with(Setting.TRIGGERS, new TriggerTexts("#strong", "#page", "#postcard")), "test");
        tls.from(VOS).to(at(lena));
        tls.to(at(nora));
        assertEquals(KEPT, tls.data("X-Sealpost-Protection: clear\r\nFrom: vos@vos.example\r\nSubject: Please #postcard answer +clear+\r\n\r\nbody\r\n"));
        assertEquals("Please answer", only(lena).headline().subject());
        assertEquals("Please answer", only(nora).headline().subject());
        assertFalse(text(only(nora)).contains("postcard") || text(only(nora)).contains("Protection"), text(only(nora)));
    }

    private StoredMessage only(User user) {
        List<StoredMessage> all = inbox(user);
        assertEquals(1, all.size(), user.address().toString());
        return all.get(0);
    }

    private List<StoredMessage> inbox(User user) {
        return mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 100);
    }

    private String text(StoredMessage message) throws IOException {
        try (var in = vault.open(message.accountId(), message.contentId()).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String at(User user) {
        return user.address().toString();
    }

    private long kept() throws SQLException {
        return count("SELECT count(*) FROM content WHERE kept AND account_id IN (%d, %d)");
    }

    private long contents() throws SQLException {
        return count("SELECT count(*) FROM content WHERE account_id IN (%d, %d)")
                + count("SELECT count(*) FROM content_keys.wrapped_key WHERE account_id IN (%d, %d)");
    }

    private long chunks() {
        try {
            return count("SELECT count(*) FROM content_chunk k JOIN content c ON c.id = k.content_id WHERE c.account_id IN (%d, %d)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql.formatted(lena.accountId(), nora.accountId()))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** An account with a domain of its own; the first of its people decides. */
    private List<User> office(String... people) {
        String domain = UUID.randomUUID() + ".inbound.example";
        return Stream.of(people).map(name -> Staff.of(directory, name + "@" + domain,
                name.equals(people[0]) ? Set.of(Role.STAFF, Role.ACCOUNT) : Set.of(Role.STAFF))).toList();
    }
}
