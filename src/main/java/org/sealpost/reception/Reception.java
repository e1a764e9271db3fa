package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.NewMessage;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.MessageSize;
import org.sealpost.mime.Reading;
import org.sealpost.vault.Vault;

/** Puts messages into our own mailboxes. Reading comes first, outside any transaction; placing is short. */
@ApplicationScoped
public class Reception {

    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private AuditLog audit;
    @Inject
    private InstantSource clock;

    private final MessageReader reader = new MessageReader();

    protected Reception() {
    }

    /**
     * Reads what arrived.
     *
     * @return empty if there is no such mailbox
     * @throws IOException if the content can't be had now
     */
    public Optional<Parcel> open(Arrival arrival) throws IOException {
        Optional<User> recipient = directory.mailbox(arrival.recipient());
        return recipient.isEmpty() ? Optional.empty() : Optional.of(parcel(arrival, recipient.get()));
    }

    /** Into the inbox, in the caller's transaction. @return the outside id that it has there */
    @Transactional
    public UUID place(Parcel parcel) {
        User user = parcel.recipient();
        if (parcel.copied()) {
            vault.keep(user.accountId(), parcel.message().contentId());
        }
        return mailboxes.deliver(user.accountId(), user.id(), FolderKind.INBOX, parcel.message());
    }

    /**
     * One message from elsewhere into all its mailboxes, or into none.
     *
     * @param accountId whose vault holds the content that isn't copied; it is kept from now on
     */
    @Transactional
    public void placeAll(List<Parcel> parcels, long accountId, long contentId, Origin origin) {
        if (parcels.stream().anyMatch(parcel -> !parcel.copied())) {
            vault.keep(accountId, contentId);
        }
        parcels.forEach(parcel -> {
            UUID message = place(parcel);
            audit.record(new AuditEvent(parcel.recipient().accountId(), "smtp", "message.received", message.toString(), Map.of(
                    "recipient", parcel.recipient().address().toString(), "sender", origin.reversePath().toString(),
                    "client", origin.address().getHostAddress(), "tls", origin.tls().map(tls -> tls.version() + " " + tls.cipherSuite()).orElse(""))));
        });
    }

    /**
     * The sender's own copy of a message.
     *
     * @param message its outside id
     */
    public NewMessage sentCopy(RawMessage octets, long contentId, Correspondent author, UUID thread, UUID message) throws IOException {
        Reading reading = reader.glance(octets);
        return new NewMessage(contentId, headline(reading, author, Optional.empty()), thread, Received.WRITTEN, Optional.of(message),
                reading.messageId());
    }

    private Headline headline(Reading reading, Correspondent author, Optional<Headline.Wire> wire) {
        List<Correspondent> visible = new ArrayList<>(reading.to());
        visible.addAll(reading.cc());
        return new Headline(author, visible, reading.subject(), reading.snippet(), reading.attachments().size(),
                reading.date().orElseGet(clock::instant), wire);
    }

    private Parcel parcel(Arrival arrival, User recipient) throws IOException {
        RawMessage message = vault.open(arrival.accountId(), arrival.contentId());
        Reading reading = reader.glance(message);
        boolean foreign = recipient.accountId() != arrival.accountId();
        long contentId = foreign ? copied(message, recipient.accountId()) : arrival.contentId();
        UUID thread = arrival.thread().orElseGet(() -> thread(recipient, reading));
        return new Parcel(recipient, new NewMessage(contentId, headline(reading, arrival.author(), arrival.wire()), thread,
                arrival.received(), Optional.empty(), reading.messageId()), foreign);
    }

    /** The conversation that it answers in, or a new one. */
    private UUID thread(User recipient, Reading reading) {
        Set<String> answered = new LinkedHashSet<>(reading.references());
        reading.inReplyTo().ifPresent(answered::add);
        return mailboxes.answered(recipient.accountId(), recipient.id(), answered).map(StoredMessage::thread).orElseGet(UUID::randomUUID);
    }

    /** Accounts never share a key. */
    private long copied(RawMessage message, long accountId) throws IOException {
        try (InputStream octets = message.open()) {
            return vault.store(accountId, octets, MessageSize.ENCODED);
        }
    }
}
