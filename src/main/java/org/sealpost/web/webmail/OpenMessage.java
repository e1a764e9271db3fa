package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.reception.Openings;
import org.sealpost.submission.Conversations;
import org.sealpost.vault.Vault;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.Arrival;
import org.sealpost.web.compose.Chip;
import org.sealpost.web.compose.ChipMaker;
import org.sealpost.web.compose.DraftText;
import org.sealpost.web.compose.Field;
import org.sealpost.web.compose.Recipient;
import org.sealpost.web.compose.Sizes;

/** The message in the reading pane, named by parameter {@code m}. Opening it marks it as read. */
@Named("message")
@RequestScoped
public class OpenMessage {

    private static final Headline.Wire NO_WIRE = new Headline.Wire("TLS", "?", "");

    private final MessageReader reader = new MessageReader();

    @Inject
    private HttpServletRequest request;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Openings openings;
    @Inject
    private Vault vault;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;
    @Inject
    private ChipMaker chipMaker;
    @Inject
    private Conversations conversations;

    private boolean looked;
    private StoredMessage stored;
    private Reading reading;
    private Chip answer;

    /** An earlier or later message of the conversation. */
    public record Sibling(String id, String name, String initials, String snippet, String when) { }

    /** A file to save. */
    public record File(String name, String size, String link) { }

    /** Reads it once for the page; called before anything is shown, so that the counts beside the folders are right. */
    public void open() {
        if (looked) {
            return;
        }
        looked = true;
        User user = signedIn.user();
        stored = OutsideId.of(request.getParameter("m"))
                .flatMap(uuid -> mailboxes.find(user.accountId(), user.id(), uuid)).orElse(null);
        if (stored != null && !stored.isSeen()) {
            mailboxes.mark(user.accountId(), user.id(), List.of(stored.uuid()), true);
        }
        if (stored != null && stored.headline().finding().isPresent()) {
            stored = latest(stored);
        }
    }

    private StoredMessage latest(StoredMessage found) {
        try {
            return openings.latest(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isPresent() {
        open();
        return stored != null;
    }

    public String getId() {
        return stored.uuid().toString();
    }

    public String getSubject() {
        String subject = stored.headline().subject();
        return subject.isBlank() ? phrases().say("list.nosubject") : subject;
    }

    public String getFrom() {
        return stored.headline().from().shown();
    }

    public String getAddress() {
        Correspondent from = stored.headline().from();
        return from.name().isEmpty() ? "" : Recipient.readable(from.address());
    }

    public String getInitials() {
        return SignedIn.initials(getFrom());
    }

    /** "to you · cc Jonas Brandt". */
    public String getTo() {
        String to = phrases().say("read.to", people(reading().to()));
        return reading().cc().isEmpty() ? to : to + " · " + phrases().say("read.cc", people(reading().cc()));
    }

    public String getWhen() {
        return moments.said(stored.storedAt());
    }

    /** How it came, in one honest line. */
    public String getProof() {
        Headline.Wire wire = stored.headline().wire().orElse(NO_WIRE);
        boolean veiled = stored.received() == Received.CLEAR && stored.headline().isEncrypted();
        String way = phrases().say("received." + (veiled ? "veiled" : stored.received().name().toLowerCase(Locale.ROOT)),
                stored.headline().from().address(), wire.tls().replace("TLSv", "TLS "), wire.host());
        return wire.sender().isEmpty() ? way : phrases().say("received.sender." + wire.sender(), way);
    }

    public String getProofStyle() {
        if (stored.headline().wire().filter(wire -> wire.sender().equals("forged")).isPresent()) {
            return "is-warn";
        }
        return switch (stored.received()) {
            case SECURE_REPLY, TLS -> "is-inbox";
            case INSIDE, WRITTEN -> "is-inside";
            case SYSTEM -> "is-quiet";
            case CLEAR -> "is-warn";
        };
    }

    /** What somebody may have changed on the way is shown as plain text only (RFC 8551 §6). */
    public boolean isHtml() {
        return reading().html().isPresent() && MessageContent.mayBeHtml(stored);
    }

    public boolean isPictures() {
        return request.getParameter("pictures") != null;
    }

    public boolean isPicturesOff() {
        return reading().remotePictures() && !isPictures() && isHtml();
    }

    public boolean isDamaged() {
        return !reading().whole();
    }

    /** The plain text, one string for each paragraph. */
    public List<String> getParagraphs() {
        return Arrays.stream(reading().text().split("\\R{2,}")).filter(text -> !text.isBlank()).toList();
    }

    public List<File> getFiles() {
        return reading().attachments().stream()
                .map(one -> new File(one.name(), Sizes.of(one.size()), "message/" + getId() + "/part/" + one.part())).toList();
    }

    /** The other messages of the conversation, oldest first. */
    public List<Sibling> getSiblings() {
        User user = signedIn.user();
        return mailboxes.conversation(user.accountId(), user.id(), stored.thread()).stream()
                .filter(other -> !other.uuid().equals(stored.uuid())).map(this::sibling).toList();
    }

    /** Whether somebody can be answered at all. */
    public boolean isAnswerable() {
        return stored.received() != Received.SYSTEM;
    }

    public boolean isSecureAnswer() {
        return isAnswerable() && answer().arrival().way() != Arrival.Way.ORDINARY && answer().arrival().way() != Arrival.Way.HELD
                && !answer().arrival().isStopped();
    }

    /** How the answer would arrive. */
    public String getAnswerWords() {
        return answer().label() + " · " + answer().words();
    }

    private Chip answer() {
        if (answer == null) {
            Correspondent from = stored.headline().from();
            DraftText draft = DraftText.empty(1).with(List.of(new Recipient(Field.TO, from.name(), from.address().toString())))
                    .answering(Optional.of(stored.thread()), conversations.isSecure(signedIn.user(), stored.thread()), Optional.empty(), List.of(),
                            conversations.demanded(signedIn.user(), stored.thread()));
            answer = chipMaker.chips(signedIn.user(), draft, false).get(0);
        }
        return answer;
    }

    private Sibling sibling(StoredMessage other) {
        String name = other.received() == Received.WRITTEN ? phrases().say("read.you") : other.headline().from().shown();
        return new Sibling(other.uuid().toString(), name, SignedIn.initials(other.headline().from().shown()),
                other.headline().snippet(), moments.brief(other.storedAt()));
    }

    private String people(List<Correspondent> people) {
        return people.stream().map(one -> one.address().equals(signedIn.user().address()) ? phrases().say("read.toyou") : one.shown())
                .collect(Collectors.joining(", "));
    }

    private Reading reading() {
        if (reading == null) {
            try {
                reading = reader.read(vault.open(stored.accountId(), stored.contentId()), isPictures());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return reading;
    }

    Optional<StoredMessage> stored() {
        return Optional.ofNullable(stored);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
