package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.Delegations;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.forecast.Forecast;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ReversePath;

/**
 * Where messages of mail programs are handed in: their senders see no page, so what lacks something waits for them, and what goes
 * another way than they asked is told to them by mail.
 */
@ApplicationScoped
public class Counter {

    @Inject
    private Submission submission;
    @Inject
    private HeldMessages heldMessages;
    @Inject
    private SenderMail mail;
    @Inject
    private Forecasts forecasts;
    @Inject
    private Delegations delegations;
    @Inject
    private Directory directory;

    protected Counter() {
    }

    /** A message of whose sender can be asked what it lacks. @param lacking empty if it is over */
    public record Waiting(HeldMessage message, List<Recipient> recipients, List<Reason> lacking, int days) {

        public Waiting {
            recipients = List.copyOf(recipients);
            lacking = List.copyOf(lacking);
        }
    }

    /** @param visible whether the others see them */
    public record Recipient(Address address, boolean visible) { }

    /** Accepts it, keeps it for its sender, or refuses it; when it returns outside a transaction, that is on disk. */
    @Transactional
    public Acceptance take(ReadEntry read) {
        Wishes wishes = read.entry().wishes();
        ReadEntry answered = read.with(wishes.withTerms(answered(wishes.terms())));
        Entry asked = answered.entry();
        List<Reason> lacking = submission.isAcceptable(asked) ? lacking(asked) : List.of();
        if (lacking.isEmpty()) {
            return accept(answered);
        }
        HeldMessage held = heldMessages.hold(asked);
        mail.held(user(asked.sender().accountId(), asked.sender().userId()), held, lacking);
        return new Acceptance.Held(held.uuid(), lacking);
    }

    /** The user's own message that waits, or has waited; anybody else's isn't there. */
    @Transactional
    public Optional<Waiting> waiting(User user, UUID uuid) {
        return heldMessages.find(user.accountId(), user.id(), uuid).map(held -> {
            int days = forecasts.settings(user.accountId(), user.id()).get(Setting.PICKUP_DAYS).standard();
            if (!held.isWaiting()) {
                return new Waiting(held, List.of(), List.of(), days);
            }
            HeldDetails details = heldMessages.details(held);
            List<Recipient> people = details.recipients().stream().map(path -> new Recipient(path.address(), path.visible())).toList();
            return new Waiting(held, people, lacking(entry(user, held, details, Wishes.NONE.terms(), false)), days);
        });
    }

    /**
     * Sends it, once, however often it is asked.
     *
     * @param attested whether the sender confirmed that it needs no protection; otherwise it is sent securely
     * @return empty if there is no such message of this user, or it is over without having been sent
     */
    @Transactional
    public Optional<Acceptance> finish(User user, UUID uuid, PickupTerms terms, boolean attested) {
        Optional<HeldMessage> found = heldMessages.locked(user.accountId(), user.id(), uuid);
        if (found.flatMap(HeldMessage::sent).isPresent()) {
            return Optional.of(new Acceptance.Accepted(found.get().sent().get(), found.get().heldAt(), List.of()));
        }
        return found.filter(HeldMessage::isWaiting).map(held -> finish(user, held, terms, attested));
    }

    /** @return whether it was waiting; now nobody can read it any more */
    @Transactional
    public boolean drop(User user, UUID uuid) {
        Optional<HeldMessage> found = heldMessages.locked(user.accountId(), user.id(), uuid).filter(HeldMessage::isWaiting);
        found.ifPresent(held -> heldMessages.shred(held, HeldMessage.State.DROPPED, user.address().toString()));
        return found.isPresent();
    }

    /** Ends what has waited too long, and tells its senders. @return how many */
    @Transactional
    public int expire() {
        List<HeldMessage> overdue = heldMessages.overdue();
        for (HeldMessage held : overdue) {
            heldMessages.shred(held, HeldMessage.State.EXPIRED, "system");
            mail.expired(user(held.accountId(), held.userId()), held);
        }
        return overdue.size();
    }

    private Acceptance finish(User user, HeldMessage held, PickupTerms terms, boolean attested) {
        Entry entry = entry(user, held, heldMessages.details(held), terms, attested);
        if (!delegations.maySend(user, entry.sender().address())) {
            return new Acceptance.Refused(List.of(Reason.of("sender.foreign")));
        }
        List<Reason> questions = lacking(entry).stream().filter(reason -> !reason.code().equals("attestation.needed")).toList();
        if (!questions.isEmpty()) {
            return new Acceptance.Refused(questions);
        }
        Acceptance acceptance = accept(read(entry));
        if (acceptance instanceof Acceptance.Accepted accepted) {
            heldMessages.sent(held, accepted.message(), user.address().toString());
        }
        return acceptance;
    }

    private Acceptance accept(ReadEntry read) {
        Entry entry = read.entry();
        Acceptance acceptance = submission.accept(read);
        if (acceptance instanceof Acceptance.Accepted accepted) {
            Summary summary = new Summary(entry.wishes(), accepted.plan());
            if (summary.isNeeded()) {
                mail.summary(user(entry.sender().accountId(), entry.sender().userId()), summary);
            }
        }
        return acceptance;
    }

    /** While its row is locked, which only its sender waits for: so it is read and sent once. */
    private ReadEntry read(Entry entry) {
        try {
            return submission.read(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("a held message can't be read back", e);
        }
    }

    private List<Reason> lacking(Entry entry) {
        List<Forecast> plan = submission.plan(entry);
        IdentityCheck check = forecasts.settings(entry.sender().accountId(), entry.sender().userId()).get(Setting.IDENTITY_CHECK);
        return Lacking.of(plan, entry.wishes().terms(), check);
    }

    private static Entry entry(User user, HeldMessage held, HeldDetails details, PickupTerms terms, boolean attested) {
        Wishes wishes = new Wishes(details.marking(), attested, details.escalation(), details.requireTls(), terms, java.time.Duration.ZERO);
        return new Entry(new Sender.Staff(user, details.author()), new Envelope(ReversePath.of(details.author()), details.recipients()), held.contentId(), wishes,
                details.thread());
    }

    /** A check that nobody has written a question for counts as a code; what the account demands is asked for. */
    private static PickupTerms answered(PickupTerms terms) {
        return terms.answer().isPresent() ? terms
                : new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), terms.days());
    }

    private User user(long accountId, long userId) {
        return directory.user(accountId, userId).orElseThrow();
    }
}
