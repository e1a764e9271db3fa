package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
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
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private AuditLog audit;
    @Inject
    private Recipients recipients;
    @Inject
    private Forwarder forwarder;
    @Inject
    private Sorter sorter;
    @Inject
    private Openings openings;
    @Inject
    private Outbox outbox;
    @Inject
    private ReplyRoads replyRoads;
    @Inject
    private InstantSource clock;

    private final MessageReader reader = new MessageReader();

    protected Reception() {
    }

    /**
     * Reads what arrived.
     *
     * @return empty if it is for nobody
     * @throws IOException if the content can't be had now
     */
    public Optional<Parcel> open(Arrival arrival) throws IOException {
        Recipients.Resolution found = recipients.resolve(arrival.recipient());
        if (found.bouncesTo().isPresent()) {
            return found.bouncesTo().filter(to -> arrival.reversePath().isNull())
                    .map(to -> new Parcel(List.of(), List.of(forwarder.bounce(arrival, to)), List.of()));
        }
        return found.isNobody() ? Optional.empty() : Optional.of(parcel(arrival, found));
    }

    /** Into the folders and on, in the caller's transaction. */
    @Transactional
    public void place(Parcel parcel) {
        placed(parcel, new HashSet<>());
    }

    /**
     * One message from elsewhere to everybody whom it is for, or to nobody.
     *
     * @param accountId whose vault holds the content that isn't copied; it is kept from now on
     * @param carrier whose own server brought it, if that is proven
     */
    @Transactional
    public void placeAll(List<Parcel> parcels, long accountId, long contentId, Origin origin, Optional<Domain> carrier) {
        if (parcels.stream().flatMap(parcel -> parcel.placings().stream()).anyMatch(placing -> !placing.copied())) {
            vault.keep(accountId, contentId);
        }
        Set<Long> served = new HashSet<>();
        SortedSet<Long> accounts = new TreeSet<>();
        for (Parcel parcel : parcels) {
            Map<UUID, User> placed = placed(parcel, served);
            placed.forEach((message, user) -> audit.record(received(message, user, origin)));
            placed.values().forEach(user -> accounts.add(user.accountId()));
        }
        carrier.filter(domain -> !accounts.isEmpty()).ifPresent(domain -> replyRoads.note(accounts, domain, origin.tls()));
    }

    /**
     * @param served who has it already under another of their addresses
     * @return whose it is now, by the outside id that it has there
     */
    private Map<UUID, User> placed(Parcel parcel, Set<Long> served) {
        Map<UUID, User> placed = new LinkedHashMap<>();
        for (Parcel.Placing placing : parcel.placings()) {
            User user = placing.recipient();
            if (!served.add(user.id())) {
                continue;
            }
            NewMessage message = placing.message();
            if (placing.copied()) {
                vault.keep(user.accountId(), message.arrivedContentId().orElse(message.contentId()));
            }
            if (message.arrivedContentId().isPresent()) {
                vault.keep(user.accountId(), message.contentId());
            }
            placed.put(mailboxes.deliver(user.accountId(), user.id(), placing.sorting().place(), placing.sorting().starred(),
                    message), user);
        }
        parcel.forwards().forEach(outbox::forward);
        return placed;
    }

    private static AuditEvent received(UUID message, User user, Origin origin) {
        return new AuditEvent(user.accountId(), "smtp", "message.received", message.toString(), Map.of(
                "recipient", user.address().toString(), "sender", origin.reversePath().toString(), "client", origin.address().getHostAddress(),
                "tls", origin.tls().map(tls -> tls.version() + " " + tls.cipherSuite()).orElse("")));
    }

    /** What a list shows of a message. @throws IOException if the content can't be had now */
    public Reading glance(long accountId, long contentId) throws IOException {
        return reader.glance(vault.open(accountId, contentId));
    }

    /**
     * The sender's own copy of a message.
     *
     * @param message its outside id
     */
    public NewMessage sentCopy(Reading reading, long contentId, Correspondent author, UUID thread, UUID message) {
        return new NewMessage(contentId, headline(reading, author, Optional.empty(), Optional.empty()), thread, Received.WRITTEN, Optional.of(message),
                reading.messageId());
    }

    private Headline headline(Reading reading, Correspondent author, Optional<Headline.Wire> wire, Optional<Finding> finding) {
        return new Headline(author, reading.visible(), reading.subject(), reading.snippet(), reading.attachments().size(),
                reading.date().orElseGet(clock::instant), wire, finding);
    }

    private Parcel parcel(Arrival arrival, Recipients.Resolution found) throws IOException {
        RawMessage message = vault.open(arrival.accountId(), arrival.contentId());
        Reading reading = reader.glance(message);
        List<Parcel.Placing> placings = new ArrayList<>();
        List<ForwardedMail> forwards = new ArrayList<>(forwarder.resolved(arrival, message, found.outside()));
        List<Harvest.Sheaf> sheaves = new ArrayList<>();
        for (User recipient : found.mailboxes()) {
            Optional<Openings.Found> opened = opened(arrival, message, recipient);
            Parcel.Placing placing = placing(arrival, message, reading, recipient, opened);
            placings.add(placing);
            forwards.addAll(forwarder.arriving(arrival, message, recipient, placing.sorting().forwards()));
            if (arrival.bringsKeys()) {
                sheaves.add(Harvest.of(recipient.accountId(), arrival.author().address(), message, opened.map(Openings.Found::outcome),
                        arrival.provesAuthor(), arrival.provesKeyField()));
            }
        }
        return new Parcel(placings, forwards, sheaves);
    }

    /** Sealpost's own mail is never encrypted or signed. */
    private Optional<Openings.Found> opened(Arrival arrival, RawMessage message, User recipient) throws IOException {
        return arrival.received() == Received.SYSTEM || arrival.received() == Received.SECURE_REPLY ? Optional.empty()
                : openings.open(new Openings.Whose(recipient.accountId(), recipient.id(), arrival.author().address()), message);
    }

    private Parcel.Placing placing(Arrival arrival, RawMessage message, Reading came, User recipient, Optional<Openings.Found> opened)
            throws IOException {
        boolean foreign = recipient.accountId() != arrival.accountId();
        long arrived = foreign ? copied(message, recipient.accountId()) : arrival.contentId();
        Optional<Long> content = opened.flatMap(Openings.Found::contentId);
        Reading reading = content.isEmpty() ? came : reader.glance(vault.open(recipient.accountId(), content.get()));
        UUID thread = arrival.thread().orElseGet(() -> thread(recipient, reading));
        Headline headline = headline(reading, arrival.author(), arrival.wire(), opened.map(found -> found.outcome().finding()));
        return new Parcel.Placing(recipient, new NewMessage(content.orElse(arrived), headline, thread, arrival.received(), Optional.empty(),
                reading.messageId(), content.map(shown -> arrived)), foreign,
                sorter.sorted(recipient, arrival.received(), headline, came.list()));
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
