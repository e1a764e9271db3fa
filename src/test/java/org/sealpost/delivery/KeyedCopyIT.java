package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Preference;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.forecast.Forecasts;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.openpgp.ContactKeys;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.testing.Post;
import org.sealpost.vault.Vault;

/** Real keys of people in the demo's internet, from the front door to their servers; the numbers are those of the reference cases. */
@ExtendWith(ArquillianExtension.class)
class KeyedCopyIT {

    private static final Address ANNA = Address.of("anna@verified.test");
    private static final Address CAROL = Address.of("carol@bad-cert.test");
    /** Other recipients for us, since only their domain knows whether case matters; in the demo it doesn't, and all three are one mailbox. */
    private static final Address ANOTHER = Address.of("Anna@verified.test");
    private static final Address HIDDEN = Address.of("ANNA@verified.test");
    private static final Address BOB = Address.of("bob@no-tls.test");
    private static final String CANARY = "canary-keyed-80917253";
    private static final PickupTerms QUESTION = new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30);

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Keyring keyring;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private SettingsBook settings;
    @Inject
    private Forecasts forecasts;
    @Inject
    private DataSource database;

    private final SecureRandom random = new SecureRandom();
    private final OpenPgp pgp = new OpenPgp(InstantSource.system(), random);
    private final Smime smime = new Smime(InstantSource.system(), random);

    @AfterEach
    void forget() {
        keyring.forget(sam(), ANNA);
        keyring.forget(sam(), CAROL);
        keyring.forget(sam(), BOB);
    }

    @Test
    void cases14And2AnOpenPgpKeyIsUsedIfMoreThanTlsIsAskedForAndStandsInReserveElse() throws Exception {
        SecretKey key = pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30));
        pin(Standard.OPENPGP, ANNA, pgp.certificate(key));
        Delivery copy = delivered(ANNA, Escalation.STRONGER);
        assertEquals(List.of(Protection.OPENPGP, Protection.ESCROW), copy.decision().protections());
        DeliveryEvent made = copy.timeline().stream().filter(event -> event.kind() == DeliveryEvent.Kind.PROTECTED).findFirst().orElseThrow();
        assertTrue(made.reason().code().startsWith("protected.openpgp"), made.reason().code());
        assertEquals(keyring.usable(sam().accountId(), ANNA).get(0).fingerprint(), made.reason().values().get(0));
        Post.Mail mail = lastSealed(ANNA, "BEGIN PGP MESSAGE");
        assertTrue(mail.tls().startsWith("TLSv1.3"), "encrypted twice");
        assertFalse(mail.raw().contains(CANARY));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        new PgpMime(pgp, random).decrypt(RawMessage.of(mail.raw().getBytes(StandardCharsets.ISO_8859_1)), clear, List.of(key), List.of());
        assertTrue(clear.toString(StandardCharsets.ISO_8859_1).contains("Subject: " + CANARY));

        Delivery plain = delivered(ANNA, Escalation.NONE);
        assertEquals(List.of(Protection.TLS, Protection.OPENPGP, Protection.ESCROW), plain.decision().protections());
        Delivery escrow = sent(ANNA, Escalation.ESCROW);
        assertEquals(List.of(Protection.ESCROW), escrow.decision().protections(), "case 16");
    }

    @Test
    void case4AnSmimeCertificateIsUsedWhereTheServerProvesNothing() throws Exception {
        SecretKey key = smime.generate("Carol <" + CAROL + ">", Duration.ofDays(30));
        pin(Standard.SMIME, CAROL, smime.certificate(key));
        Delivery copy = delivered(CAROL, Escalation.STRONGER);
        assertEquals(List.of(Protection.SMIME, Protection.ESCROW), copy.decision().protections());
        Post.Mail mail = lastSealed(CAROL, "application/pkcs7-mime");
        assertFalse(mail.raw().contains(CANARY));
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        new SmimeEntities(smime, random).open(new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.ISO_8859_1)), clear, List.of(key), List.of());
        assertTrue(clear.toString(StandardCharsets.ISO_8859_1).contains("Subject: " + CANARY));
    }

    @Test
    void case15WithoutAKeyAndWithOneThatOnlyWaitsForADecisionThePickupPageIsUsed() throws Exception {
        keyring.offer(sam().accountId(), new Offer(Standard.OPENPGP, ANNA, pgp.certificate(pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30))),
                Source.KEY_SERVER, false), "system");
        assertEquals(1, keyring.of(sam().accountId(), ANNA).size(), "it waits");
        Delivery copy = sent(ANNA, Escalation.STRONGER);
        assertEquals(List.of(Protection.ESCROW), copy.decision().protections());
    }

    @Test
    void case6AndCase33TheStrongestGoesFirstToWhoHasAKeyAndNobodyLearnsOfTheOthers() throws Exception {
        SecretKey key = pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30));
        pin(Standard.OPENPGP, ANNA, pgp.certificate(key));
        int before = Post.of(ANNA.toString()).size();
        Settings usual = settings.account(sam().accountId());
        settings.change(sam().accountId(), usual.with(Setting.PREFERENCE, Preference.STRONGEST_FIRST), "test");
        List<Delivery> copies;
        try {
            copies = sent(Escalation.NONE, ForwardPath.visible(ANNA), ForwardPath.visible(ANOTHER), ForwardPath.blind(HIDDEN));
        } finally {
            settings.change(sam().accountId(), usual, "test");
        }
        assertEquals(List.of(Protection.OPENPGP, Protection.TLS, Protection.ESCROW), to(copies, ANNA).decision().protections(), "case 6");
        assertEquals(List.of(Protection.TLS, Protection.ESCROW), to(copies, ANOTHER).decision().protections());
        assertEquals(List.of(Protection.TLS, Protection.ESCROW), to(copies, HIDDEN).decision().protections());
        copies.forEach(this::awaitDelivery);

        List<Post.Mail> all = Post.of(ANNA.toString());
        // notices of other tests' pickup pages may come late
        List<Post.Mail> arrived = all.subList(before, all.size()).stream()
                .filter(mail -> mail.raw().contains(CANARY) || mail.raw().contains("BEGIN PGP MESSAGE")).toList();
        assertEquals(3, arrived.size(), "one transaction each");
        List<Post.Mail> encrypted = arrived.stream().filter(mail -> mail.raw().contains("BEGIN PGP MESSAGE")).toList();
        assertEquals(1, encrypted.size());
        assertFalse(encrypted.get(0).raw().contains(CANARY));
        assertTrue(opened(encrypted.get(0), key).contains("Subject: " + CANARY));
        assertFalse(opened(encrypted.get(0), key).contains(HIDDEN.toString()));
        for (Post.Mail mail : arrived) {
            assertTrue(mail.tls().startsWith("TLSv1.3"), mail.tls());
            assertFalse(mail.raw().contains(HIDDEN.toString()), "nobody learns of the blind copy");
            assertTrue(encrypted.contains(mail) || mail.raw().contains("Subject: " + CANARY));
        }
    }

    @Test
    void case22AKeyThatWasRevokedIsNamedAndThePickupPageIsUsed() throws Exception {
        SecretKey key = pgp.generate("Bob <" + BOB + ">", Duration.ofDays(30));
        pin(Standard.OPENPGP, BOB, pgp.certificate(key));
        String fingerprint = keyring.usable(sam().accountId(), BOB).get(0).fingerprint();
        keyring.offer(sam().accountId(), new Offer(Standard.OPENPGP, BOB, ContactKeys.bareRevocation(key, Instant.now()), Source.FILE, false), "sam@clinic.test");
        await().atMost(Duration.ofSeconds(5)).until(() -> keyring.usable(sam().accountId(), BOB).isEmpty());
        await().atMost(Duration.ofSeconds(30)).until(() -> forecasts.recipientFacts(sam().accountId(), BOB).road() instanceof org.sealpost.policy.Road.Seen);
        Delivery copy = sent(BOB, Escalation.NONE);
        assertEquals(List.of(Protection.ESCROW), copy.decision().protections());
        assertEquals(List.of(List.of(fingerprint)), copy.decision().reasons().stream().filter(reason -> reason.code().equals("key.openpgp.revoked"))
                .map(reason -> reason.values()).toList());
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.find(copy.accountId(), copy.uuid()).orElseThrow().state() == State.WAITING_FOR_PICKUP);
        assertFalse(last(BOB).raw().contains(CANARY) || last(BOB).raw().contains("BEGIN PGP MESSAGE"));
    }

    @Test
    void neitherAKeyThatWaitsNorOneThatWasRejectedOpensACopyAndNothingOfItStandsInTheDatabase() throws Exception {
        SecretKey used = pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30));
        SecretKey waiting = pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30));
        SecretKey rejected = pgp.generate("Anna <" + ANNA + ">", Duration.ofDays(30));
        pin(Standard.OPENPGP, ANNA, pgp.certificate(used));
        for (SecretKey other : List.of(waiting, rejected)) {
            keyring.offer(sam().accountId(), new Offer(Standard.OPENPGP, ANNA, pgp.certificate(other), Source.FILE, false), "sam@clinic.test");
        }
        keyring.reject(sam(), keyring.of(sam().accountId(), ANNA).get(2).uuid());
        assertEquals(List.of(org.sealpost.keyring.Standing.PINNED, org.sealpost.keyring.Standing.PENDING, org.sealpost.keyring.Standing.REJECTED),
                keyring.of(sam().accountId(), ANNA).stream().map(one -> one.standing()).toList());
        Delivery copy = delivered(ANNA, Escalation.STRONGER);
        assertEquals(List.of(keyring.of(sam().accountId(), ANNA).get(0).fingerprint()), copy.timeline().stream()
                .filter(event -> event.kind() == DeliveryEvent.Kind.PROTECTED).map(event -> event.reason().values().get(0)).toList());
        Post.Mail mail = lastSealed(ANNA, "BEGIN PGP MESSAGE");
        assertTrue(opened(mail, used).contains(CANARY));
        for (SecretKey other : List.of(waiting, rejected)) {
            assertThrows(NotOpened.class, () -> opened(mail, other));
        }
        assertEquals(List.of(), columnsWith(CANARY + "-body"));
    }

    private String opened(Post.Mail mail, SecretKey key) throws Exception {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        new PgpMime(pgp, random).decrypt(RawMessage.of(mail.raw().getBytes(StandardCharsets.ISO_8859_1)), clear, List.of(key), List.of());
        return clear.toString(StandardCharsets.ISO_8859_1);
    }

    /** Which columns of which tables hold the text, whatever it is kept as. */
    private List<String> columnsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement columns = connection.prepareStatement("SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c "
                        + "JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = current_schema() "
                        + "AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')");
                ResultSet each = columns.executeQuery()) {
            int searched = 0;
            while (each.next()) {
                searched++;
                String column = "\"" + each.getString(2) + "\"";
                String holds = each.getString(3).equals("bytea") ? "position(convert_to(?, 'UTF8') in " + column + ") > 0" : "position(? in " + column + "::text) > 0";
                try (PreparedStatement search = connection.prepareStatement("SELECT count(*) FROM \"" + each.getString(1) + "\" WHERE " + holds)) {
                    search.setString(1, text);
                    try (ResultSet count = search.executeQuery()) {
                        count.next();
                        if (count.getInt(1) > 0) {
                            found.add(each.getString(1) + "." + each.getString(2));
                        }
                    }
                }
            }
            assertTrue(searched > 50, "all tables are looked through, not " + searched + " columns");
        }
        return found;
    }

    private static Delivery to(List<Delivery> copies, Address address) {
        return copies.stream().filter(copy -> copy.recipient().equals(address)).findFirst().orElseThrow();
    }

    private void awaitDelivery(Delivery copy) {
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.find(copy.accountId(), copy.uuid()).orElseThrow().state() == State.DELIVERED);
    }

    private void pin(Standard standard, Address whose, Certificate certificate) {
        keyring.offer(sam().accountId(), new Offer(standard, whose, certificate, Source.FILE, false), "sam@clinic.test");
        assertEquals(1, keyring.usable(sam().accountId(), whose).size());
        assertEquals(0, keyring.usable(sam().accountId() + 1, whose).size(), "nobody else's");
    }

    private Delivery delivered(Address to, Escalation escalation) throws Exception {
        Delivery copy = sent(to, escalation);
        awaitDelivery(copy);
        return deliveries.ofMessage(copy.accountId(), copy.message().uuid()).get(0);
    }

    private Delivery sent(Address to, Escalation escalation) throws Exception {
        return sent(escalation, ForwardPath.visible(to)).get(0);
    }

    private List<Delivery> sent(Escalation escalation, ForwardPath... paths) throws Exception {
        byte[] raw = ("From: sam@clinic.test\r\nTo: " + paths[0].address() + "\r\nSubject: " + CANARY + "\r\n\r\n" + CANARY + "-body\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long content = vault.store(sam().accountId(), new ByteArrayInputStream(raw), raw.length);
        Envelope envelope = new Envelope(ReversePath.of(sam().address()), List.of(paths));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, escalation, false, QUESTION, Duration.ZERO);
        Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sam()), envelope, content, wishes, Optional.empty())));
        return deliveries.ofMessage(sam().accountId(), assertInstanceOf(Acceptance.Accepted.class, accepted).message());
    }

    /** Notices of other tests' pickup pages may come late. */
    private static Post.Mail lastSealed(Address address, String words) throws Exception {
        return Post.of(address.toString()).stream().filter(mail -> mail.raw().contains(words)).reduce((one, other) -> other).orElseThrow();
    }

    private static Post.Mail last(Address address) throws Exception {
        List<Post.Mail> all = Post.of(address.toString());
        return all.get(all.size() - 1);
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }
}
