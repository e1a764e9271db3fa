package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.directory.User;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.NewMessage;
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
    private Recipients recipients;
    @Inject
    private Forwarder forwarder;
    @Inject
    private Outbox outbox;
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
                    .map(to -> new Parcel(List.of(), List.of(forwarder.bounce(arrival, to))));
        }
        return found.isNobody() ? Optional.empty() : Optional.of(parcel(arrival, found));
    }

    /** Into the inboxes and on, in the caller's transaction. */
    @Transactional
    public void place(Parcel parcel) {
        for (Parcel.Placing placing : parcel.placings()) {
            User user = placing.recipient();
            if (placing.copied()) {
                vault.keep(user.accountId(), placing.message().contentId());
            }
            mailboxes.deliver(user.accountId(), user.id(), FolderKind.INBOX, placing.message());
        }
        parcel.forwards().forEach(outbox::forward);
    }

    /**
     * What lists show of a message.
     *
     * @param author who really wrote it
     */
    public Headline headline(RawMessage message, Correspondent author) throws IOException {
        Reading reading = reader.glance(message);
        List<Correspondent> visible = new ArrayList<>(reading.to());
        visible.addAll(reading.cc());
        return new Headline(author, visible, reading.subject(), reading.snippet(), reading.attachments().size(),
                reading.date().orElseGet(clock::instant));
    }

    private Parcel parcel(Arrival arrival, Recipients.Resolution found) throws IOException {
        RawMessage message = vault.open(arrival.accountId(), arrival.contentId());
        Headline headline = headline(message, arrival.author());
        List<Parcel.Placing> placings = new ArrayList<>();
        List<ForwardedMail> forwards = new ArrayList<>(forwarder.resolved(arrival, message, found.outside()));
        for (User recipient : found.mailboxes()) {
            placings.add(placing(arrival, message, headline, recipient));
            forwards.addAll(forwarder.arriving(arrival, message, recipient));
        }
        return new Parcel(placings, forwards);
    }

    private Parcel.Placing placing(Arrival arrival, RawMessage message, Headline headline, User recipient) throws IOException {
        boolean foreign = recipient.accountId() != arrival.accountId();
        long contentId = foreign ? copied(message, recipient.accountId()) : arrival.contentId();
        return new Parcel.Placing(recipient, new NewMessage(contentId, headline, arrival.thread(), arrival.received(), Optional.empty()),
                foreign);
    }

    /** Accounts never share a key. */
    private long copied(RawMessage message, long accountId) throws IOException {
        try (InputStream octets = message.open()) {
            return vault.store(accountId, octets, MessageSize.ENCODED);
        }
    }
}
