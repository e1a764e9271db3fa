package org.sealpost.web.compose;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Enclosure;
import org.sealpost.mime.HtmlText;
import org.sealpost.mime.Letter;
import org.sealpost.mime.MessageComposer;
import org.sealpost.mime.MessageSize;
import org.sealpost.mime.MessageTooLarge;
import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.vault.ContentTooLarge;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** Makes a message of a draft, seals it, and hands it in at the front door. */
@ApplicationScoped
class Mailer {

    private static final Duration UNDO = Duration.ofSeconds(10);

    @Inject
    private Vault vault;
    @Inject
    private Submission submission;
    @Inject
    private InstantSource clock;
    @Inject
    private SecureRandom random;

    private MessageComposer composer;

    @PostConstruct
    void sharpenPencils() {
        composer = new MessageComposer(clock, random);
    }

    /** It is on disk, or nothing happened and the reasons say why. */
    sealed interface Result {

        /** @param told why it was sent securely although the sender opted out */
        record Sent(UUID message, Instant leavesAt, List<Reason> told) implements Result { }

        record Refused(List<Reason> reasons) implements Result { }
    }

    /**
     * @param attested whether the sender confirmed that it needs no protection
     * @throws UncheckedIOException if the message couldn't be stored; the draft is still there
     */
    Result send(User user, DraftText text, boolean attested, List<DraftShelf.File> files) {
        Envelope envelope = new Envelope(ReversePath.of(user.address()),
                text.recipients().stream().map(Mailer::path).toList());
        Wishes wishes = new Wishes(text.marking(), attested, text.escalation(), text.requireTls(), text.pickup().terms(), UNDO);
        try {
            long content = store(user.accountId(), letter(user, text, files));
            return result(submission.accept(submission.read(new Entry(new Sender.Staff(user), envelope, content, wishes, text.thread()))));
        } catch (ContentTooLarge | MessageTooLarge e) {
            return new Result.Refused(List.of(Reason.of("message.toobig")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean undo(User user, UUID message) {
        return submission.undo(user.accountId(), user.id(), message);
    }

    private static Result result(Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Accepted accepted) {
            return new Result.Sent(accepted.message(), accepted.releasedAt(), accepted.refusals());
        }
        return new Result.Refused(((Acceptance.Refused) acceptance).reasons());
    }

    private static ForwardPath path(Recipient one) {
        return new ForwardPath(one.address().orElseThrow(), one.field() != Field.BCC);
    }

    private Letter letter(User user, DraftText text, List<DraftShelf.File> files) {
        Letter letter = Letter.of(new Correspondent(user.displayName(), user.address()), people(text, Field.TO),
                text.subject(), HtmlText.of(text.html())).copiedTo(people(text, Field.CC));
        Letter dressed = text.html().isBlank() ? letter : letter.withHtml(text.html());
        Letter threaded = text.inReplyTo().map(id -> dressed.inReplyTo(id, text.references())).orElse(dressed);
        return threaded.enclosing(files.stream()
                .map(file -> new Enclosure(file.name(), file.type(), vault.open(user.accountId(), file.id()))).toList());
    }

    private static List<Correspondent> people(DraftText text, Field field) {
        return text.in(field).stream().map(one -> new Correspondent(one.name(), one.address().orElseThrow())).toList();
    }

    /** Sealed as it is written: a message is never held whole, and never on disk unsealed. */
    private long store(long accountId, Letter letter) throws IOException {
        try (Sealing sealing = vault.begin(accountId, MessageSize.ENCODED)) {
            composer.compose(letter, sealing);
            return sealing.finish();
        }
    }
}
