package org.sealpost.reception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.delivery.Deliveries;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.listener.InboundDoor;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Place;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.openpgp.Autocrypt;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.ownkeys.KeyDesk;
import org.sealpost.ownkeys.KeyForm;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient;
import org.sealpost.testing.PlainBrowser;
import org.sealpost.testing.Staff;
import org.sealpost.vault.Vault;

/** Encrypted and signed mail from the desk to the mailboxes. Lena and Mike work in one account; each test founds it anew. */
@ExtendWith(ArquillianExtension.class)
class OpenedMailIT {

    private static final String KEPT = "250 2.0.0 Kept";
    private static final Duration YEAR = Duration.ofDays(365);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Inbound inbound;
    @Inject
    private Openings openings;
    @Inject
    private FilterDesk filterDesk;
    @Inject
    private FilterTrial filterTrial;
    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Vault vault;
    @Inject
    private DataSource database;
    @Inject
    private KeyDesk desk;
    @Inject
    private OwnKeys ownKeys;
    @Inject
    private Keyring keyring;

    private final SecureRandom random = new SecureRandom();
    private final OpenPgp pgp = new OpenPgp(InstantSource.system(), random);
    private final PgpMime pgpMime = new PgpMime(pgp, random);
    private final Smime smime = new Smime(InstantSource.system(), random);
    private final Address vos = Address.of("vos@" + UUID.randomUUID() + ".example");
    private final SecretKey vosPgp = pgp.generate("Dr. Vos <" + vos + ">", YEAR);
    private User lena;
    private User mike;
    private InboundDoor door;

    @BeforeEach
    void found() throws IOException {
        long account = directory.found("Opened", "test").id();
        LocalDomain claimed = directory.claim(account, new Domain(UUID.randomUUID() + ".opened.example"), "test");
        directory.prove(account, claimed.name(), List.of(claimed.proofToken()), "test");
        for (String name : List.of("lena", "mike")) {
            directory.enrol(account, new Address(name, claimed.name()), name, Set.of(Role.STAFF), "correct horse battery".toCharArray(), "test");
        }
        lena = directory.user(new Address("lena", claimed.name())).orElseThrow();
        mike = directory.user(new Address("mike", claimed.name())).orElseThrow();
        door = InboundDoor.overTls(inbound, "192.0.2.66");
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void whatIsEncryptedToOneOfTwoIsOpenedForHerAndStaysClosedForHim() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        desk.make(mike, KeyForm.OPENPGP_4);
        keyring.offer(lena.accountId(), new Offer(Standard.OPENPGP, vos, pgp.certificate(vosPgp), Source.FILE, true), "test");
        String sealed = sealed("The finding +clear+", certificate(lena));
        arrive(sealed, lena, mike);

        StoredMessage hers = only(lena);
        Finding finding = hers.headline().finding().orElseThrow();
        assertEquals(Encryption.OPENED, finding.encryption());
        assertEquals(List.of(Standing.GOOD), finding.signatures().stream().map(one -> one.found().standing()).toList());
        assertEquals(keyring.of(lena.accountId(), vos).get(0).fingerprint(), finding.signatures().get(0).found().fingerprint());
        assertEquals("The finding", hers.headline().subject(), "the subject inside, without the order to send in clear that came with it");
        assertEquals("The secret is 4711.", hers.headline().snippet());
        assertTrue(text(hers, hers.contentId()).contains("4711"));
        assertFalse(text(hers, hers.contentId()).contains("+clear+"));
        assertTrue(text(hers, hers.arrivedContentId()).endsWith(sealed.substring(sealed.indexOf("MIME-Version"))), "what came is kept octet for octet");
        assertFalse(text(hers, hers.arrivedContentId()).contains("4711"));

        StoredMessage his = only(mike);
        assertEquals(Encryption.NO_KEY, his.headline().finding().orElseThrow().encryption());
        assertFalse(his.isOpened());
        assertEquals(hers.arrivedContentId(), his.contentId(), "both have what came, and nobody has what was opened for another");
        assertFalse(text(his, his.contentId()).contains("4711"));
        assertFalse(his.headline().snippet().contains("4711"));
        assertTrue(deliveries.isSecureThread(lena.accountId(), hers.thread()));
        assertTrue(deliveries.isSecureThread(mike.accountId(), his.thread()));
    }

    @Test
    void aKeyThatComesLaterOpensItWhenItIsShown() throws Exception {
        SecretKey later = pgp.generate("Lena <" + lena.address() + ">", YEAR);
        arrive(sealed("The finding", pgp.certificate(later)), lena);
        StoredMessage closed = only(lena);
        assertEquals(closed.uuid(), openings.latest(closed).uuid());
        assertFalse(openings.latest(closed).isOpened());

        desk.bring(lena, Standard.OPENPGP, later.octets(), new char[0]);
        StoredMessage opened = openings.latest(only(lena));
        assertEquals(Encryption.OPENED, opened.headline().finding().orElseThrow().encryption());
        assertEquals(closed.uuid(), opened.uuid());
        assertEquals(closed.contentId(), opened.arrivedContentId());
        assertEquals("The finding", opened.headline().subject());
        assertTrue(text(opened, opened.contentId()).contains("4711"));
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(opened));

        keyring.offer(lena.accountId(), new Offer(Standard.OPENPGP, vos, pgp.certificate(vosPgp), Source.FILE, true), "test");
        StoredMessage judged = openings.latest(opened);
        assertEquals(List.of(Standing.GOOD), standings(judged));
        assertNotEquals(opened.contentId(), judged.contentId());
        assertThrows(IOException.class, () -> text(opened, opened.contentId()), "what was opened before can't be opened any more");
        assertTrue(openings.latest(judged).contentId() == judged.contentId(), "nothing more to learn");
    }

    @Test
    void itIsTriedAgainForWhoPressesTheButtonAndNeverForAnAddressThatIsOpened() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        arrive(sealed("The finding", certificate(lena)), lena);
        StoredMessage first = only(lena);
        assertEquals(List.of(Standing.UNKNOWN_SIGNER), standings(first), "another key might change something");
        PlainBrowser reader = signedIn(lena);
        reader.get("/mail/inbox.xhtml?m=" + first.uuid() + "&again=1");
        assertTrue(reader.page().contains("again:try"), reader.page());
        assertEquals(first.contentId(), only(lena).contentId(), "an address that is opened tries nothing");
        assertTrue(text(first, first.contentId()).contains("4711"));

        PlainBrowser stranger = signedIn(mike);
        stranger.get("/mail/inbox.xhtml?m=" + first.uuid());
        assertFalse(stranger.page().contains("again:try") || stranger.page().contains("4711"));
        assertEquals(first.contentId(), only(lena).contentId());

        reader.press("again:try");
        assertEquals(200, reader.status());
        assertEquals("/mail/inbox.xhtml", reader.place());
        assertTrue(reader.page().contains("again:try"), "it is shown again");
        StoredMessage again = only(lena);
        assertNotEquals(first.contentId(), again.contentId());
        assertEquals(first.arrivedContentId(), again.arrivedContentId());
        assertTrue(text(again, again.contentId()).contains("4711"));
        assertThrows(IOException.class, () -> text(first, first.contentId()), "what was opened before can't be opened any more");
    }

    /** A sender's own words are looked at where they can be read; whoever only sees the outside can't sort by them. */
    @Test
    void filtersSeeTheSubjectAndTheListOfWhatWasOpened() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        for (User user : List.of(lena, mike)) {
            filter(user, Filter.Part.SUBJECT, "finding");
            filter(user, Filter.Part.LIST, "doctors.example");
        }
        arrive(sealed("The finding", certificate(lena)), lena, mike);
        assertEquals(1, in(lena, FolderKind.ARCHIVE), "by the subject inside");
        assertEquals(0, in(mike, FolderKind.ARCHIVE), "he has no key, and the subject outside says nothing");
        assertEquals(1, in(mike, FolderKind.INBOX));

        arrive("List-Id: <doctors.example>\r\n" + sealed("Rota", certificate(lena)), lena, mike);
        assertEquals(2, in(lena, FolderKind.ARCHIVE), "the list's own field stands outside");
        assertEquals(1, in(mike, FolderKind.ARCHIVE));

        filterDesk.all(lena).forEach(filter -> filterDesk.remove(lena, filter.uuid()));
        arrive("List-Id: <doctors.example>\r\n" + sealed("Rota", certificate(lena)), lena);
        filter(lena, Filter.Part.LIST, "doctors.example");
        assertEquals(1, filterTrial.apply(lena, filterDesk.all(lena).get(0)), "what is there already is sorted by the same");
    }

    @Test
    void ofManyLayersOnlyWhatIsShownIsKept() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        List<Certificate> hers = List.of(certificate(lena));
        arrive("From: " + vos + "\r\nSubject: s\r\n\r\nHello.\r\n", mike);
        int plain = pending();
        arrive(sealed(sealed(sealed("The finding", certificate(lena)), hers), hers), lena);
        assertTrue(text(only(lena), only(lena).contentId()).contains("4711"));
        assertEquals(2 * plain, pending(), "no more than of any message that comes in");

        String stranger = sealed("s", pgp.certificate(pgp.generate("Lena <" + lena.address() + ">", YEAR)));
        mailboxes.move(lena.accountId(), lena.id(), List.of(only(lena).uuid()), FolderKind.ARCHIVE);
        arrive(sealed(sealed(stranger, hers), hers), lena);
        assertEquals(Encryption.NO_KEY, only(lena).headline().finding().orElseThrow().encryption());
        assertEquals(3 * plain, pending(), "what was opened in vain");
    }

    @Test
    void whatIsRemovedForGoodIsShreddedAsOpenedAndNotAsItCame() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        desk.make(mike, KeyForm.OPENPGP_4);
        arrive(sealed("s", certificate(lena)), lena, mike);
        StoredMessage hers = only(lena);
        mailboxes.move(lena.accountId(), lena.id(), List.of(hers.uuid()), FolderKind.TRASH);
        mailboxes.remove(lena.accountId(), lena.id(), List.of(hers.uuid()));
        assertThrows(IOException.class, () -> text(hers, hers.contentId()));
        assertTrue(text(only(mike), only(mike).contentId()).contains("BEGIN PGP MESSAGE"));
    }

    @Test
    void smimeIsOpenedAndItsCertificateIsOfferedOnceAndNeverReplacesOne() throws Exception {
        desk.make(lena, KeyForm.SMIME_SELF_SIGNED);
        Certificate hers = ownKeys.of(lena).get(0).certificate();
        SecretKey first = smime.generate("Dr. Vos <" + vos + ">", YEAR);
        arrive(smimeSealed(first, hers), lena);
        StoredMessage message = only(lena);
        assertEquals(Encryption.OPENED, message.headline().finding().orElseThrow().encryption());
        assertTrue(message.headline().finding().orElseThrow().authenticated());
        assertEquals(List.of(Standing.GOOD), standings(message));
        List<ContactCertificate> known = known(1);
        assertEquals(Source.SIGNED_MAIL, known.get(0).source());
        assertEquals(SmimeRecipient.Reads.RFC_8551, known.get(0).reads(), "as the signature says of the program that made it");

        SecretKey second = smime.generate("Dr. Vos <" + vos + ">", YEAR);
        arrive(smimeSealed(second, hers), lena);
        List<ContactCertificate> both = known(2);
        assertEquals(known.get(0).fingerprint(), both.get(0).fingerprint());
        assertEquals(known.get(0).standing(), both.get(0).standing());
        assertEquals(org.sealpost.keyring.Standing.PENDING, both.get(1).standing(), "the new one waits");
    }

    @Test
    void autocryptIsTakenFromTheAuthorOnly() throws Exception {
        String field = Autocrypt.written(vos, true, pgp.keys().certificate(pgp.certificate(vosPgp).octets()), pgp.keys()).orElseThrow();
        arrive("From: " + vos + "\r\nSubject: s\r\nAutocrypt: " + field + "\r\n\r\nhello\r\n", lena, mike);
        assertEquals(List.of(Source.AUTOCRYPT), keyring.of(lena.accountId(), vos).stream().map(ContactCertificate::source).toList());
        Address mallory = Address.of("mallory@" + vos.domain());
        arrive("From: " + mallory + "\r\nSubject: s\r\nAutocrypt: " + field + "\r\n\r\nhello\r\n", lena);
        assertEquals(1, keyring.of(lena.accountId(), vos).size());
        assertEquals(List.of(), keyring.of(lena.accountId(), mallory));
    }

    @Test
    void whatNobodyCanReadArrivesAllTheSame() throws Exception {
        arrive("From: " + vos + "\r\nSubject: s\r\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\r\n\r\n"
                + "--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\nContent-Type: application/octet-stream\r\n\r\nnonsense\r\n--x--\r\n", lena);
        assertEquals(Encryption.BROKEN, only(lena).headline().finding().orElseThrow().encryption());
        assertFalse(only(lena).isOpened());
    }

    /** The container's heap is smaller than a few copies of it would be. */
    @Test
    void twentyFiveMegabytesPassInStreams() throws Exception {
        desk.make(lena, KeyForm.OPENPGP_4);
        byte[] noise = new byte[18_000_000];
        random.nextBytes(noise);
        String body = java.util.Base64.getMimeEncoder().encodeToString(noise);
        arrive(sealed("From: Dr. Vos <" + vos + ">\r\nSubject: big\r\nContent-Type: application/octet-stream; name=big.bin\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + body, List.of(certificate(lena))), lena);
        StoredMessage big = only(lena);
        assertEquals(Encryption.OPENED, big.headline().finding().orElseThrow().encryption());
        assertTrue(vault.open(big.accountId(), big.contentId()).size() > 24_000_000);
    }

    private void filter(User user, Filter.Part part, String text) {
        assertEquals(Optional.empty(), filterDesk.save(user, new Filter(UUID.randomUUID(), List.of(new Filter.Condition(part, text)),
                Optional.of(Place.of(FolderKind.ARCHIVE)), false, Optional.empty())));
    }

    private int in(User user, FolderKind folder) {
        return mailboxes.page(user.accountId(), user.id(), folder, Optional.empty(), 10).size();
    }

    private PlainBrowser signedIn(User user) throws Exception {
        return new PlainBrowser("http://localhost:" + request.getLocalPort()).signIn(user.address().toString(), Staff.PASSWORD);
    }

    /** Authorities are asked after the message is here. */
    private List<ContactCertificate> known(int number) {
        return Awaitility.await().until(() -> keyring.of(lena.accountId(), vos), all -> all.size() == number);
    }

    private void arrive(String message, User... to) throws IOException {
        door.from(vos.toString());
        Arrays.stream(to).forEach(user -> assertEquals("250 2.1.5 Recipient fine", door.to(user.address().toString())));
        assertEquals(KEPT, door.data(message));
    }

    private String sealed(String subject, Certificate... recipients) throws Exception {
        return sealed("From: Dr. Vos <" + vos + ">\r\nSubject: " + subject + "\r\nContent-Type: text/plain\r\n\r\nThe secret is 4711.\r\n", List.of(recipients));
    }

    private String sealed(String message, List<Certificate> recipients) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        pgpMime.encrypt(RawMessage.of(message.getBytes(UTF_8)), "[...]", sealed, recipients, Optional.of(vosPgp));
        return sealed.toString(ISO_8859_1);
    }

    private String smimeSealed(SecretKey signer, Certificate recipient) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(("From: Dr. Vos <" + vos + ">\r\nSubject: s\r\nMIME-Version: 1.0\r\n").getBytes(UTF_8));
        new SmimeEntities(smime, random).writeEnveloped(new ByteArrayInputStream("Content-Type: text/plain\r\n\r\nThe secret is 4711.\r\n".getBytes(UTF_8)),
                sealed, List.of(new SmimeRecipient(recipient, SmimeRecipient.Reads.WHAT_ALL_DO)), Optional.of(signer));
        return sealed.toString(ISO_8859_1);
    }

    private Certificate certificate(User user) {
        return ownKeys.of(user).get(0).certificate();
    }

    private static List<Standing> standings(StoredMessage message) {
        return message.headline().finding().orElseThrow().signatures().stream().map(one -> one.found().standing()).toList();
    }

    /** Octets that nobody keeps. */
    private int pending() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement count = connection.prepareStatement(
                "SELECT count(*) FROM content_chunk JOIN content c ON content_id = c.id WHERE c.account_id = ? AND NOT c.kept")) {
            count.setLong(1, lena.accountId());
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private StoredMessage only(User user) {
        List<StoredMessage> all = mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 10);
        assertEquals(1, all.size());
        return all.get(0);
    }

    private String text(StoredMessage message, long content) throws IOException {
        try (InputStream in = vault.open(message.accountId(), content).open()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
