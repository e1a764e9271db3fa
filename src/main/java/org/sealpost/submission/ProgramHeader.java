package org.sealpost.submission;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.HeaderGate;
import org.sealpost.policy.Triggers;

/**
 * Puts right the header of a message from a mail program (RFC 6409 §8): what is missing is added, what recipients must not see is
 * taken out, and what its author may not say refuses it.
 */
final class ProgramHeader implements HeaderGate.Warden {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);
    private static final List<String> AUTHORS = List.of("From", "Sender", "Resent-From", "Resent-Sender");
    /** RFC 5322 §3.6: at most once; a second one is read by some and not by others. */
    private static final List<String> SINGLE = List.of("From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID",
            "In-Reply-To", "References", Triggers.HEADER);

    /** It may not be sent as it is. */
    static final class Unfit extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Reason reason;

        Unfit(Reason reason) {
            super(reason.code());
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    private final Set<Address> own;
    private final Triggers triggers;
    private final Function<List<String>, Optional<StoredMessage>> answered;
    private final String server;
    private final InstantSource clock;
    private final SecureRandom random;
    private Address author;
    private Triggers.Found found;
    private Optional<StoredMessage> parent = Optional.empty();
    private Set<String> named = Set.of();

    /**
     * @param own the addresses that may stand as author or sender
     * @param answered finds in their mailbox what some Message-IDs name
     * @param server what we call ourselves
     */
    ProgramHeader(Set<Address> own, Triggers triggers, Function<List<String>, Optional<StoredMessage>> answered, String server,
            InstantSource clock, SecureRandom random) {
        this.own = Set.copyOf(own);
        this.triggers = triggers;
        this.answered = answered;
        this.server = server;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void inspect(HeaderFields header) throws IOException {
        refuseForeign(header);
        named = Stream.of("To", "Cc").flatMap(name -> header.people(name).stream()).map(ProgramHeader::key).collect(Collectors.toSet());
        Set<String> answers = new LinkedHashSet<>(header.messageIds("In-Reply-To"));
        answers.addAll(header.messageIds("References"));
        parent = answered.apply(List.copyOf(answers));
        String subject = header.allWords("Subject").orElse("");
        found = triggers.read(subject, header.words(Triggers.HEADER), parent.map(message -> message.headline().subject()));
        if (!found.subject().equals(subject)) {
            header.change("Subject", found.subject());
        }
        header.remove("Bcc", "Resent-Bcc", Triggers.HEADER, "Return-Path");
        if (header.count("Date") == 0) {
            header.append("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        }
        if (header.messageIds("Message-ID").isEmpty()) {
            header.remove("Message-ID");
            header.append("Message-ID", "<" + unique() + "@" + author.domain().name() + ">");
        }
        header.prepend("Received", "by " + server + " with ESMTPSA; " + DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** Whom it names as its author. */
    Address author() {
        return author;
    }

    /** What its words and its field ask for. */
    Triggers.Found found() {
        return found;
    }

    /** What it answers, as far as the author's mailbox knows. */
    Optional<StoredMessage> parent() {
        return parent;
    }

    /** Whether the message itself names them: others are blind recipients. */
    boolean names(Address recipient) {
        return named.contains(key(Correspondent.of(recipient)));
    }

    /** Exactly one author, and nobody else as sender (RFC 5322 §3.6.2); both are written as they were understood. */
    private void refuseForeign(HeaderFields header) throws Unfit {
        if (header.isDamaged() || header.hasBlankLine() || SINGLE.stream().anyMatch(name -> header.count(name) > 1)) {
            throw new Unfit(Reason.of("program.header"));
        }
        if (header.count("From") != 1 || header.everybody("From").size() != 1) {
            throw new Unfit(Reason.of("program.from"));
        }
        author = header.everybody("From").get(0).address();
        for (String name : AUTHORS) {
            List<Correspondent> people = header.everybody(name);
            if (header.count(name) > people.size() || !people.stream().allMatch(this::isOwn)) {
                throw new Unfit(Reason.of("sender.foreign"));
            }
            if (!people.isEmpty()) {
                header.change(name, people);
            }
        }
    }

    private boolean isOwn(Correspondent person) {
        return own.stream().anyMatch(address -> key(Correspondent.of(address)).equals(key(person)));
    }

    private static String key(Correspondent person) {
        return person.address().toString().toLowerCase(Locale.ROOT);
    }

    private String unique() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
