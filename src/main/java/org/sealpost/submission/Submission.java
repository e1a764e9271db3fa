package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Intake;
import org.sealpost.delivery.Posting;
import org.sealpost.delivery.Terms;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Address;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.ReversePath;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Reading;
import org.sealpost.policy.Decision;
import org.sealpost.policy.MessageFacts;
import org.sealpost.submission.Acceptance.Accepted;
import org.sealpost.reception.Forwarder;
import org.sealpost.reception.Reception;
import org.sealpost.reception.Recipients;
import org.sealpost.submission.Acceptance.Planned;
import org.sealpost.submission.Acceptance.Refused;

/**
 * The one front door. What comes in is refused as a whole with reasons, or accepted as a whole: each recipient decided
 * alone, everything on disk in one transaction, and only then the caller says "Sent".
 */
@ApplicationScoped
public class Submission {

    private static final int MAX_RECIPIENTS = 100;

    @Inject
    private Forecasts forecasts;
    @Inject
    private Recipients recipients;
    @Inject
    private Forwarder forwarder;
    @Inject
    private Outbox outbox;
    @Inject
    private Deliveries deliveries;
    @Inject
    private Intake intake;
    @Inject
    private Terms terms;
    @Inject
    private Reception reception;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private AuditLog audit;
    @Inject
    private InstantSource clock;

    protected Submission() {
    }

    /** Reads what accepting it takes. Outside any transaction. @throws IOException if the content can't be had now */
    public ReadEntry read(Entry entry) throws IOException {
        if (!(entry.sender() instanceof Sender.Staff staff)) {
            return new ReadEntry(entry, Optional.empty(), List.of());
        }
        return new ReadEntry(entry, Optional.of(reception.glance(staff.accountId(), entry.contentId())),
                forwarder.copies(staff.user(), entry.contentId()));
    }

    /** Decides and accepts; when it returns {@link Accepted} outside a transaction, the message is on disk. */
    @Transactional
    public Acceptance accept(ReadEntry read) {
        Entry entry = read.entry();
        List<Reason> flaws = flaws(entry);
        if (!flaws.isEmpty()) {
            return new Refused(flaws);
        }
        Map<ForwardPath, Forecast> plan = planned(entry);
        List<Reason> obstacles = obstacles(entry, plan);
        return obstacles.isEmpty() ? take(read, plan) : new Refused(obstacles);
    }

    /** Which way each recipient's copy would go now. */
    List<Forecast> plan(Entry entry) {
        return List.copyOf(planned(entry).values());
    }

    /** Whether nothing stands in its way but what its sender could still say. */
    boolean isAcceptable(Entry entry) {
        return flaws(entry).isEmpty() && planned(entry).values().stream().noneMatch(this::isNobody);
    }

    /** @return whether all of it was taken back: nothing had left yet */
    @Transactional
    public boolean undo(long accountId, long userId, UUID message) {
        boolean undone = deliveries.undo(accountId, userId, message);
        if (undone) {
            mailboxes.sent(accountId, userId, message).map(StoredMessage::uuid).map(List::of).ifPresent(copy -> {
                mailboxes.move(accountId, userId, copy, FolderKind.TRASH);
                mailboxes.remove(accountId, userId, copy);
            });
        }
        return undone;
    }

    private Map<ForwardPath, Forecast> planned(Entry entry) {
        boolean answersSecure = entry.thread().filter(thread -> deliveries.isSecureThread(entry.sender().accountId(), thread)).isPresent();
        Map<ForwardPath, Forecast> plan = new LinkedHashMap<>();
        recipients(entry).forEach(path -> plan.put(path, forecast(entry, path.address(), answersSecure)));
        return plan;
    }

    private Accepted take(ReadEntry read, Map<ForwardPath, Forecast> plan) {
        Entry entry = read.entry();
        Sender sender = entry.sender();
        Instant now = clock.instant();
        Posting posting = new Posting(UUID.randomUUID(), sender.accountId(), Optional.empty(), 0,
                sender.userId() == 0 ? Optional.empty() : Optional.of(sender.userId()), entry.envelope().reversePath(),
                sender.address(), sender.name(), entry.thread().orElseGet(UUID::randomUUID), entry.contentId(), now,
                now.plus(entry.wishes().undo()), sender.actor(), copies(entry, plan));
        intake.accept(posting);
        read.reading().ifPresent(reading -> keepSentCopy(posting, reading));
        forward(read, posting);
        recordOptOut(posting);
        return new Accepted(posting.uuid(), posting.releasedAt(),
                plan.values().stream().map(forecast -> new Planned(forecast.address(), forecast.decision())).toList());
    }

    /** Who took the protection off, and by which sentence they answer for it. */
    private void recordOptOut(Posting posting) {
        List<Decision> optedOut = posting.copies().stream().map(Posting.Copy::decision)
                .filter(decision -> decision.optOut().isPresent()).toList();
        if (!optedOut.isEmpty()) {
            Map<String, String> sentence = optedOut.stream().anyMatch(Decision::isAttested) ? Map.of("sentence", Wishes.ATTESTATION) : Map.of();
            audit.record(new AuditEvent(posting.accountId(), posting.actor(), "message.optedout", posting.uuid().toString(), sentence));
        }
    }

    /** Copies that rules want of what is sent. They are as secure as the most secure of what was decided. */
    private void forward(ReadEntry read, Posting posting) {
        if (!(read.entry().sender() instanceof Sender.Staff staff)) {
            return;
        }
        boolean secure = posting.copies().stream().map(Posting.Copy::decision).anyMatch(Submission::isSecure);
        Forwarder.Leaving leaving = new Forwarder.Leaving(staff.user(), posting.uuid(), posting.thread(), secure, posting.releasedAt());
        read.copies().forEach(copy -> outbox.forward(forwarder.leaving(copy, leaving)));
    }

    private static boolean isSecure(Decision decision) {
        boolean inside = decision.handling() == Decision.Handling.INSIDE && decision.contentLevel() != TlsLevel.NONE;
        return inside || decision.handling() == Decision.Handling.SECURE;
    }

    private void keepSentCopy(Posting posting, Reading reading) {
        mailboxes.deliver(posting.accountId(), posting.userId().orElseThrow(), FolderKind.SENT, reception.sentCopy(reading, posting.contentId(),
                new Correspondent(posting.authorName(), posting.author()), posting.thread(), posting.uuid()));
    }

    private List<Posting.Copy> copies(Entry entry, Map<ForwardPath, Forecast> plan) {
        List<Posting.Copy> copies = new ArrayList<>();
        plan.forEach((path, forecast) -> {
            UUID uuid = UUID.randomUUID();
            PickupTerms all = entry.wishes().terms();
            PickupTerms wished = Lacking.isCodeInTheOpen(forecast) ? all.forRoad(false) : all;
            copies.add(new Posting.Copy(uuid, path.address(), path.visible(), forecast.decision(), wished.check(),
                    terms.seal(entry.sender().accountId(), uuid, wished)));
        });
        return copies;
    }

    private Forecast forecast(Entry entry, Address recipient, boolean answersSecure) {
        Wishes wishes = entry.wishes();
        boolean guest = entry.sender() instanceof Sender.Portal;
        Escalation escalation = guest ? Escalation.ESCROW : wishes.escalation();
        MessageFacts facts = MessageFacts.mail(wishes.marking(), wishes.attested(), escalation, guest || answersSecure)
                .requiringTls(wishes.requireTls());
        return forecasts.forecast(entry.sender().accountId(), entry.sender().userId(), recipient, facts);
    }

    private List<Reason> flaws(Entry entry) {
        List<Reason> flaws = new ArrayList<>();
        ReversePath from = entry.envelope().reversePath();
        if (!from.isNull() && !isSame(from.address().orElseThrow(), entry.sender().address())) {
            flaws.add(Reason.of("sender.foreign"));
        }
        if (entry.envelope().forwardPaths().size() > MAX_RECIPIENTS) {
            flaws.add(Reason.of("recipients.many", Integer.toString(MAX_RECIPIENTS)));
        }
        var days = forecasts.settings(entry.sender().accountId(), entry.sender().userId()).get(Setting.PICKUP_DAYS);
        flaws.addAll(new TermsCheck(days).flaws(entry.wishes().terms()));
        return flaws;
    }

    /** What stands in the way now that each recipient's way is known. */
    private List<Reason> obstacles(Entry entry, Map<ForwardPath, Forecast> plan) {
        List<Reason> obstacles = new ArrayList<>();
        for (Forecast forecast : plan.values()) {
            if (isNobody(forecast)) {
                obstacles.add(Reason.of("recipient.unknown", forecast.address().toString()));
            } else if (!entry.wishes().terms().holdWithoutCode() && Lacking.isCodeInTheOpen(forecast)) {
                obstacles.add(Reason.of("pickup.question.needed", forecast.address().toString()));
            }
        }
        return obstacles;
    }

    private boolean isNobody(Forecast forecast) {
        return forecast.decision().handling() == Decision.Handling.INSIDE && !gets(forecast.address());
    }

    /** Bounces alone go to rewritten reverse-paths. */
    private boolean gets(Address address) {
        Recipients.Resolution found = recipients.resolve(address);
        return !found.isNobody() && found.bouncesTo().isEmpty();
    }

    /** Each mailbox once; who is named visibly is no blind recipient. */
    private static List<ForwardPath> recipients(Entry entry) {
        Map<String, ForwardPath> once = new LinkedHashMap<>();
        entry.envelope().forwardPaths().forEach(path ->
                once.merge(path.address().toString(), path, (one, other) -> one.visible() ? one : other));
        return List.copyOf(once.values());
    }

    private static boolean isSame(Address one, Address other) {
        return one.toString().toLowerCase(Locale.ROOT).equals(other.toString().toLowerCase(Locale.ROOT));
    }
}
