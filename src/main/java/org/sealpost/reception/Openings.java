package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.directory.SettingsBook;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keyring.Keyring;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.opening.Known;
import org.sealpost.opening.Knowledge;
import org.sealpost.opening.Opening;
import org.sealpost.opening.Outcome;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.vault.Vault;

/** Opens messages with each user's own keys, and judges their signatures by what the account's keyring holds of the author. Outside any transaction. */
@ApplicationScoped
public class Openings {

    private Vault vault;
    private OwnKeys ownKeys;
    private Keyring keyring;
    private Mailboxes mailboxes;
    private SettingsBook settings;
    private Opening opening;

    private final MessageReader reader = new MessageReader();

    /** Whose message it is. */
    record Whose(long accountId, long userId, Address author) { }

    /** @param contentId of what was opened, still pending */
    record Found(Outcome outcome, Optional<Long> contentId) { }

    /** A part that was opened for itself. @param reading empty if it couldn't be opened */
    public record Part(Finding finding, Optional<Reading> reading) { }

    protected Openings() {
    }

    @Inject
    Openings(Vault vault, OwnKeys ownKeys, Keyring keyring, Mailboxes mailboxes, SettingsBook settings, InstantSource clock, SecureRandom random) {
        this.vault = vault;
        this.ownKeys = ownKeys;
        this.keyring = keyring;
        this.mailboxes = mailboxes;
        this.settings = settings;
        OpenPgp pgp = new OpenPgp(clock, random);
        this.opening = new Opening(pgp, new PgpMime(pgp, random), new SmimeEntities(new Smime(clock, random), random));
    }

    /** @return empty if nothing of it is encrypted or signed, whoever gets it @throws IOException if it can't be had or stored now */
    Optional<Found> open(Whose whose, RawMessage message) throws IOException {
        try (VaultShelf shelf = new VaultShelf(vault, whose.accountId())) {
            Optional<Outcome> outcome = opening.open(message, new Asked(whose), shelf);
            return outcome.map(found -> new Found(found, found.opened().map(opened -> shelf.takeLast())));
        }
    }

    /**
     * The message as it can be shown now: one that couldn't be opened or judged for want of a key is tried again if there is another key by
     * now.
     *
     * @throws IOException if it can't be had now
     */
    public StoredMessage latest(StoredMessage stored) throws IOException {
        Optional<Finding> before = stored.headline().finding().filter(Finding::mayBecomeBetter);
        Whose whose = whose(stored);
        return before.isEmpty() || before.get().known() == Known.digest(new Asked(whose)) ? stored : again(stored);
    }

    /** Tries it once more, whatever has changed. @throws IOException if it can't be had now */
    public StoredMessage again(StoredMessage stored) throws IOException {
        Optional<Found> found = open(whose(stored), vault.open(stored.accountId(), stored.arrivedContentId()));
        if (found.isPresent()) {
            mailboxes.reopen(stored, found.get().contentId(), headline(stored.headline(), found.get()));
        }
        return mailboxes.find(stored.accountId(), stored.userId(), stored.uuid()).orElse(stored);
    }

    /** Opens a part that is protected for itself, with nothing else of the message. @throws IOException if it can't be had now */
    public Optional<Part> apart(StoredMessage stored, int number) throws IOException {
        Whose whose = whose(stored);
        RawMessage message = vault.open(stored.accountId(), stored.contentId());
        try (VaultShelf shelf = new VaultShelf(vault, whose.accountId())) {
            Optional<Outcome> found = opening.openApart(message, number, new Asked(whose), shelf);
            return found.isEmpty() ? Optional.empty() : Optional.of(new Part(found.get().finding(),
                    found.get().opened().isEmpty() ? Optional.empty() : Optional.of(reader.read(found.get().opened().get(), false))));
        }
    }

    private static Whose whose(StoredMessage stored) {
        return new Whose(stored.accountId(), stored.userId(), stored.headline().from().address());
    }

    private Headline headline(Headline before, Found found) throws IOException {
        if (found.outcome().opened().isEmpty()) {
            return before.with(found.outcome().finding());
        }
        Reading reading = reader.glance(found.outcome().opened().get());
        return new Headline(before.from(), reading.visible(), reading.subject(), reading.snippet(), reading.attachments().size(),
                reading.date().orElse(before.date()), before.wire(), Optional.of(found.outcome().finding()));
    }

    /** Asked for once, and only if there is something to open. */
    private final class Asked implements Knowledge {

        private final Whose whose;
        private final Orders orders;
        private final Map<Standard, List<SecretKey>> keys = new EnumMap<>(Standard.class);
        private List<ContactCertificate> contacts;

        Asked(Whose whose) {
            this.whose = whose;
            this.orders = new Orders(settings.system(), List.of(settings.account(whose.accountId())));
        }

        @Override
        public List<SecretKey> keys(Standard standard) {
            return keys.computeIfAbsent(standard, one -> ownKeys.opening(whose.accountId(), whose.userId(), one));
        }

        @Override
        public List<Certificate> signers(Standard standard) {
            if (contacts == null) {
                contacts = keyring.of(whose.accountId(), whose.author());
            }
            return contacts.stream().filter(one -> one.standard() == standard).map(ContactCertificate::certificate).toList();
        }

        @Override
        public void admit(HeaderFields inside) {
            orders.strip(inside);
        }
    }
}
