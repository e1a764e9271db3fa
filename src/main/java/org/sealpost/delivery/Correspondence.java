package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.DeliveryReport;
import org.sealpost.mime.DsnComposer;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;
import org.sealpost.mime.MessageReader;
import org.sealpost.reception.ForwardDesk;
import org.sealpost.vault.Vault;

/** The mail that a delivery gives rise to: returns, delays, questions to the sender, alarms. None of it holds content. */
@ApplicationScoped
class Correspondence {

    private static final int HEADER_OCTETS = 64 * 1024;
    private static final EnhancedStatus FAILED = new EnhancedStatus(5, 0, 0);
    private static final EnhancedStatus DELAYED = new EnhancedStatus(4, 4, 0);

    @Inject
    private Outbox outbox;
    @Inject
    private Directory directory;
    @Inject
    private AlarmBook alarms;
    @Inject
    private Vault vault;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;
    @Inject
    private Pace pace;
    @Inject
    private ForwardDesk forwards;

    protected Correspondence() {
    }

    void send(Consequence consequence, Delivery delivery) {
        switch (consequence) {
            case RETURN -> report(delivery, DeliveryReport.Action.FAILED);
            case WARN -> report(delivery, DeliveryReport.Action.DELAYED);
            case ASK -> ask(delivery);
            case ALARM -> alarm(delivery);
            case OWNER -> forwards.notSent(delivery.message().about(), delivery.events().lastReason().orElse(Reason.of("expired.queue")));
        }
    }

    private void report(Delivery delivery, DeliveryReport.Action action) {
        Optional<Address> sender = delivery.message().reversePath().address();
        if (sender.isEmpty()) {
            return;
        }
        boolean failed = action == DeliveryReport.Action.FAILED;
        Words words = new Words(delivery);
        Optional<Evidence> seen = delivery.events().lastSeen();
        RawMessage report = new DsnComposer(clock, random).compose(new DeliveryReport(action, house(delivery),
                Correspondent.of(sender.get()), delivery.recipient(), failed ? failure(delivery) : DELAYED,
                seen.map(Evidence::mxHost), seen.flatMap(Evidence::reply), words.subject(failed ? "returned" : "delayed"),
                words.body(failed ? "returned" : "delayed"), delivery.message().acceptedAt(),
                failed ? Optional.empty() : Optional.of(delivery.message().releasedAt().plus(pace.retries().lifetime())),
                messageId(delivery)));
        hand(SystemMail.Kind.DSN, delivery, sender.get(), report);
    }

    private void ask(Delivery delivery) {
        delivery.message().reversePath().address().ifPresent(sender ->
                hand(SystemMail.Kind.INFORMATION, delivery, sender, letter(delivery, sender, "question")));
    }

    private void alarm(Delivery delivery) {
        String topic = delivery.lease().isPoisonous() ? "poison" : "alarm";
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!alarms.isNew(delivery.accountId(), delivery.recipient().domain(), topic, day)) {
            return;
        }
        for (User administrator : directory.administrators(delivery.accountId())) {
            hand(SystemMail.Kind.ALARM, delivery, administrator.address(), letter(delivery, administrator.address(), topic));
        }
    }

    private void hand(SystemMail.Kind kind, Delivery delivery, Address to, RawMessage message) {
        outbox.handIn(new SystemMail(kind, delivery.accountId(), ReversePath.NULL, to, message, delivery.id()));
    }

    private RawMessage letter(Delivery delivery, Address to, String topic) {
        Words words = new Words(delivery);
        Correspondent from = new Correspondent("Sealpost", new Address("postmaster", house(delivery)));
        Letter letter = Letter.of(from, List.of(Correspondent.of(to)), words.subject(topic), words.body(topic)).automatic();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            new MessageComposer(clock, random).compose(letter, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawMessage.of(octets.toByteArray());
    }

    /** A domain of the account's own to report from: the author's, unless they are a guest. */
    private Domain house(Delivery delivery) {
        List<Domain> ours = directory.domains(delivery.accountId()).stream().filter(LocalDomain::isProven)
                .map(LocalDomain::name).toList();
        Domain authors = delivery.message().author().domain();
        return ours.isEmpty() || ours.contains(authors) ? authors : ours.get(0);
    }

    private static EnhancedStatus failure(Delivery delivery) {
        return delivery.events().lastSeen().flatMap(Evidence::reply).flatMap(Correspondence::permanent).orElse(FAILED);
    }

    /** The status in a reply such as {@code 550 5.1.1 no such user}. */
    private static Optional<EnhancedStatus> permanent(String reply) {
        String text = reply.length() > 4 ? reply.substring(4) : "";
        return EnhancedStatus.leading(text).filter(status -> status.statusClass() == 5);
    }

    /** Of the message itself; empty if it was shredded. */
    Optional<String> messageId(Delivery delivery) {
        RawMessage message = vault.open(delivery.accountId(), delivery.message().contentId());
        try {
            return new MessageReader().read(beginning(message), false).messageId();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static RawMessage beginning(RawMessage message) {
        return new RawMessage() {
            @Override
            public long size() {
                return Math.min(message.size(), HEADER_OCTETS);
            }

            @Override
            public InputStream open() throws IOException {
                try (InputStream whole = message.open()) {
                    return RawMessage.of(whole.readNBytes(HEADER_OCTETS)).open();
                }
            }
        };
    }
}
