package org.sealpost.escrow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Enclosure;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;
import org.sealpost.protection.Original;
import org.sealpost.vault.Vault;

/** In-container tests: lets messages from Sam wait, and looks behind the scenes. */
@ApplicationScoped
public class Waiting {

    public static final String CANARY = "canary-7f3a91";
    public static final PickupTerms QUESTION = new PickupTerms(IdentityCheck.QUESTION,
            Optional.of("Name of the dog? " + CANARY), Optional.of("Rex " + CANARY), 30);
    public static final PickupTerms PASSPHRASE =
            new PickupTerms(IdentityCheck.PASSPHRASE, Optional.empty(), Optional.of("Correct Horse " + CANARY), 30);

    private static final Pattern LINK = Pattern.compile("/p/([0-9a-z]{26})");

    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private EscrowProtector protector;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;
    @PersistenceContext
    private EntityManager database;

    /** @param notice as it would travel */
    public record Waited(Original original, String notice) {

        public PickupToken token() {
            Matcher link = LINK.matcher(notice);
            if (!link.find()) {
                throw new AssertionError("no link in the notice");
            }
            return PickupToken.of(link.group(1)).orElseThrow();
        }

        public long accountId() {
            return original.accountId();
        }

        public long deliveryId() {
            return original.deliveryId();
        }
    }

    public Waited message(PickupTerms terms) throws IOException {
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        byte[] octets = octets(sam);
        long content = vault.store(sam.accountId(), new ByteArrayInputStream(octets), octets.length);
        vault.keep(sam.accountId(), content);
        return again(new Original(sam.accountId(), 1_000_000_000L + random.nextInt(1_000_000_000), UUID.randomUUID(), content,
                RawMessage.of(octets), ReversePath.of(sam.address()), sam.address(), "Sam Berger", Address.of("anna@verified.test"),
                terms, Reason.of("road.clear")));
    }

    /** As after a crash between protecting and keeping what was made. */
    public Waited again(Original original) throws IOException {
        ByteArrayOutputStream notice = new ByteArrayOutputStream();
        protector.protect(original, notice);
        return new Waited(original, notice.toString(StandardCharsets.UTF_8));
    }

    /** The digits in the newest code that was mailed for this pickup. */
    @Transactional
    public String mailedCode(Door door) throws IOException {
        Number content = (Number) database.createNativeQuery("SELECT content_id FROM message WHERE kind = 'CODE' AND about = ?")
                .setParameter(1, codeNumber(door)).getSingleResult();
        try (InputStream mail = vault.open(door.accountId(), content.longValue()).open()) {
            Matcher code = Pattern.compile("(?m)^(\\d{3} \\d{3})\\s*$").matcher(new String(mail.readAllBytes(), StandardCharsets.UTF_8));
            return code.find() ? code.group(1) : "";
        }
    }

    /** What the newest code is called. */
    @Transactional
    public long codeNumber(Door door) {
        return ((Number) database.createNativeQuery("SELECT code_number FROM pickup WHERE id = ?")
                .setParameter(1, door.pickupId()).getSingleResult()).longValue();
    }

    /** How much information for the sender was handed in about this pickup. */
    @Transactional
    public long information(Door door) {
        return ((Number) database.createNativeQuery("SELECT count(*) FROM message WHERE kind = 'INFORMATION' AND about = ?")
                .setParameter(1, door.pickupId()).getSingleResult()).longValue();
    }

    /** How many codes were handed in for this pickup, which their texts name. */
    public int codes(Door door) throws IOException {
        int codes = 0;
        for (Object content : codeMails(door.accountId())) {
            try (InputStream mail = vault.open(door.accountId(), ((Number) content).longValue()).open()) {
                codes += new String(mail.readAllBytes(), StandardCharsets.UTF_8).contains(door.reference()) ? 1 : 0;
            }
        }
        return codes;
    }

    private List<?> codeMails(long accountId) {
        return database.createNativeQuery("SELECT content_id FROM message WHERE kind = 'CODE' AND account_id = ?")
                .setParameter(1, accountId).getResultList();
    }

    /** Everything that the database holds of it, as text. */
    @Transactional
    public String row(Waited waited) {
        return (String) database.createNativeQuery("SELECT (SELECT p::text FROM pickup p WHERE delivery_id = ?1) || "
                + "(SELECT string_agg(l::text, '') FROM pickup_link l JOIN pickup p ON p.id = l.pickup_id WHERE p.delivery_id = ?1)")
                .setParameter(1, waited.deliveryId()).getSingleResult();
    }

    @Transactional
    public long audited(Waited waited, String action) {
        return ((Number) database.createNativeQuery("SELECT count(*) FROM audit_event WHERE subject = ? AND action = ?")
                .setParameter(1, waited.original().messageId().toString()).setParameter(2, action).getSingleResult()).longValue();
    }

    @Transactional
    public void letTimePass(Waited waited) {
        database.createNativeQuery("UPDATE pickup SET expires_at = expires_at - interval '31 days' WHERE delivery_id = ?")
                .setParameter(1, waited.deliveryId()).executeUpdate();
    }

    private byte[] octets(User sam) throws IOException {
        Letter letter = Letter.of(new Correspondent("Sam Berger", sam.address()), List.of(Correspondent.of(Address.of("anna@verified.test"))),
                        "Subject " + CANARY, "Dear Bob,\n\nbody " + CANARY)
                .copiedTo(List.of(new Correspondent("Ada Lind", Address.of("ada@clinic.test"))))
                .enclosing(List.of(new Enclosure("Results " + CANARY + ".pdf", "application/pdf", RawMessage.of(new byte[] {1, 2, 3}))));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        new MessageComposer(clock, random).compose(letter, octets);
        return octets.toByteArray();
    }
}
