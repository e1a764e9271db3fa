package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.delivery.Delivery.State;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Certificate;
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

    private final SecureRandom random = new SecureRandom();
    private final OpenPgp pgp = new OpenPgp(InstantSource.system(), random);
    private final Smime smime = new Smime(InstantSource.system(), random);

    @AfterEach
    void forget() {
        keyring.forget(sam(), ANNA);
        keyring.forget(sam(), CAROL);
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
        Post.Mail mail = last(ANNA);
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
        Post.Mail mail = last(CAROL);
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

    private void pin(Standard standard, Address whose, Certificate certificate) {
        keyring.offer(sam().accountId(), new Offer(standard, whose, certificate, Source.FILE, false), "sam@clinic.test");
        assertEquals(1, keyring.usable(sam().accountId(), whose).size());
        assertEquals(0, keyring.usable(sam().accountId() + 1, whose).size(), "nobody else's");
    }

    private Delivery delivered(Address to, Escalation escalation) throws Exception {
        Delivery copy = sent(to, escalation);
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.find(copy.accountId(), copy.uuid()).orElseThrow().state() == State.DELIVERED);
        return deliveries.ofMessage(copy.accountId(), copy.message().uuid()).get(0);
    }

    private Delivery sent(Address to, Escalation escalation) throws Exception {
        byte[] raw = ("From: sam@clinic.test\r\nTo: " + to + "\r\nSubject: " + CANARY + "\r\n\r\n" + CANARY + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long content = vault.store(sam().accountId(), new ByteArrayInputStream(raw), raw.length);
        Envelope envelope = new Envelope(ReversePath.of(sam().address()), List.of(ForwardPath.visible(to)));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, escalation, false, QUESTION, Duration.ZERO);
        Acceptance accepted = submission.accept(submission.read(new Entry(new Sender.Staff(sam()), envelope, content, wishes, Optional.empty())));
        return deliveries.ofMessage(sam().accountId(), assertInstanceOf(Acceptance.Accepted.class, accepted).message()).get(0);
    }

    private static Post.Mail last(Address address) throws Exception {
        List<Post.Mail> all = Post.of(address.toString());
        return all.get(all.size() - 1);
    }

    private User sam() {
        return directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }
}
