package org.sealpost.web.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.delivery.Deliveries;
import org.sealpost.escrow.Door;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.OpenPickup;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Enclosure;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;
import org.sealpost.mime.MessageSize;
import org.sealpost.mime.Reading;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** Hands a reader's answer in at the one front door, like any other message: there is no second pipeline. */
@ApplicationScoped
class ReplyDesk {

    private static final int DAYS = 30;

    /** @param others who gets it beside the author */
    record Reply(OpenPickup pickup, Reading original, Door door, String name, List<Correspondent> others, String subject,
            String text, List<Enclosure> files) {

        Letter letter() {
            Letter letter = Letter.of(new Correspondent(name, pickup.recipient()),
                    List.of(new Correspondent(pickup.authorName(), pickup.author())), subject, text)
                    .copiedTo(others).enclosing(files);
            return original.messageId().map(id -> letter.inReplyTo(id, original.references())).orElse(letter);
        }

        Envelope envelope() {
            return new Envelope(ReversePath.of(pickup.recipient()),
                    Stream.concat(Stream.of(pickup.author()), others.stream().map(Correspondent::address)).map(ForwardPath::visible).toList());
        }
    }

    @Inject
    private Submission submission;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private Vault vault;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;

    /** @return why not; empty if it is on disk and on its way */
    List<Reason> send(Reply reply) throws IOException {
        OpenPickup pickup = reply.pickup();
        Sender sender = new Sender.Portal(pickup.accountId(), pickup.pickupId(), pickup.reference().toString(), pickup.recipient(), reply.name());
        Acceptance acceptance = submission.accept(submission.read(new Entry(sender, reply.envelope(),
                stored(pickup.accountId(), reply.letter()), wishes(pickup.accountId()), thread(pickup))));
        if (acceptance instanceof Acceptance.Refused refused) {
            return refused.reasons();
        }
        doorkeeper.replied(reply.door());
        return List.of();
    }

    private Wishes wishes(long accountId) {
        int days = forecasts.settings(accountId, 0).get(Setting.PICKUP_DAYS).within(DAYS);
        return new Wishes(Marking.SECURE, false, Escalation.NONE, false,
                new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), days), Duration.ZERO);
    }

    private Optional<UUID> thread(OpenPickup pickup) {
        return deliveries.ofMessage(pickup.accountId(), pickup.messageId()).stream().findFirst().map(delivery -> delivery.message().thread());
    }

    /**
     * Sealed as it is written, so that nothing holds the whole message in clear. Its larger files lie in the server's own folder
     * until the request ends ({@link PickupSite}).
     */
    private long stored(long accountId, Letter letter) throws IOException {
        try (Sealing sealing = vault.begin(accountId, MessageSize.ENCODED)) {
            new MessageComposer(clock, random).compose(letter, sealing);
            return sealing.finish();
        }
    }
}
