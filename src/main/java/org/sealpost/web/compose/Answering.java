package org.sealpost.web.compose;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.assurance.Escalation;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HtmlText;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.submission.Conversations;
import org.sealpost.vault.Vault;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** Begins the answer to a message, or its forwarding. What was asked for in a conversation stays asked for in it. */
@RequestScoped
public class Answering {

    private final MessageReader reader = new MessageReader();

    @Inject
    private Mailboxes mailboxes;
    @Inject
    private Vault vault;
    @Inject
    private Conversations conversations;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    /**
     * @param kind {@code reply}, {@code all} or {@code forward}; anything else is a reply
     * @return empty if the user has no such message
     */
    Optional<DraftText> begin(User user, UUID message, String kind, DraftText empty) {
        return mailboxes.find(user.accountId(), user.id(), message).map(stored -> begin(user, stored, kind, empty));
    }

    private DraftText begin(User user, StoredMessage stored, String kind, DraftText empty) {
        Reading reading = read(stored);
        if (kind.equals("forward")) {
            DraftText forward = empty.saying(prefixed("Fwd: ", reading.subject()), forwarded(stored, reading));
            return stored.headline().isEncrypted() ? forward.protectedBy(Escalation.STRONGER, forward.pickup()) : forward;
        }
        return empty.with(people(user, stored, reading, kind.equals("all")))
                .saying(prefixed("Re: ", reading.subject()), quoted(stored, reading))
                .answering(Optional.of(stored.thread()), conversations.isSecure(user, stored.thread()), reading.messageId(), reading.references(),
                        conversations.demanded(user, stored.thread()));
    }

    /** Answering one's own message goes on writing to the same people. */
    private static List<Recipient> people(User user, StoredMessage stored, Reading reading, boolean all) {
        boolean own = stored.received() == Received.WRITTEN;
        List<Correspondent> author = reading.replyTo().isEmpty() || stored.received() == Received.SECURE_REPLY
                ? List.of(stored.headline().from()) : reading.replyTo();
        List<Recipient> people = new ArrayList<>();
        (own ? reading.to() : author).forEach(one -> add(people, Field.TO, one, user.address(), !own));
        if (all) {
            Stream.concat(own ? Stream.empty() : reading.to().stream(), reading.cc().stream())
                    .forEach(one -> add(people, Field.CC, one, user.address(), false));
        }
        return people;
    }

    private static void add(List<Recipient> people, Field field, Correspondent one, Address self, boolean evenSelf) {
        Recipient recipient = new Recipient(field, one.name(), one.address().toString());
        boolean known = people.stream().anyMatch(recipient::isSameAs);
        if (!known && (evenSelf || !one.address().equals(self))) {
            people.add(recipient);
        }
    }

    private String quoted(StoredMessage stored, Reading reading) {
        String intro = phrases().say("compose.wrote", stored.headline().from().shown(), moments.said(stored.storedAt()));
        return "<p><br></p><p>" + escaped(intro) + "</p><blockquote>" + (mayBeTold(stored, reading) ? paragraphs(stored, reading) : "")
                + "</blockquote>";
    }

    /** Whether wherever answers are wished to go is told again what is in the message. */
    private static boolean mayBeTold(StoredMessage stored, Reading reading) {
        Set<Address> readers = reading.replyTo().stream().map(Correspondent::address).collect(Collectors.toSet());
        return stored.headline().finding().map(found -> found.isQuotableTo(stored.headline().from().address(), readers)).orElse(true);
    }

    private String forwarded(StoredMessage stored, Reading reading) {
        String head = Stream.of(phrases().say("compose.forwarded"),
                phrases().say("compose.forwarded.from") + ": " + stored.headline().from().shown(),
                phrases().say("compose.forwarded.date") + ": " + moments.said(stored.storedAt()),
                phrases().say("compose.forwarded.subject") + ": " + reading.subject())
                .map(Answering::escaped).collect(Collectors.joining("<br>"));
        return "<p><br></p><p>" + head + "</p><blockquote>" + paragraphs(stored, reading) + "</blockquote>";
    }

    /**
     * Only what was seen is quoted: the words of the message, never its markup. Of an encrypted one never a text that isn't the one shown, and
     * nothing at all if somebody may have put it into a message of theirs, to be told what is in it.
     */
    private static String paragraphs(StoredMessage stored, Reading reading) {
        Optional<Finding> finding = stored.headline().finding();
        if (finding.filter(found -> !found.isQuotable()).isPresent()) {
            return "";
        }
        String shown = finding.isPresent() ? reading.html().map(HtmlText::seen).orElse(reading.text()) : reading.text();
        return Arrays.stream(shown.split("\\R{2,}")).filter(text -> !text.isBlank())
                .map(text -> "<p>" + escaped(text.strip()).replaceAll("\\R", "<br>") + "</p>").collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String prefixed(String prefix, String subject) {
        boolean already = subject.regionMatches(true, 0, prefix, 0, prefix.length() - 1);
        return already ? subject : prefix + subject;
    }

    private Reading read(StoredMessage stored) {
        try {
            return reader.read(vault.open(stored.accountId(), stored.contentId()), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
