package org.sealpost.mime;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/**
 * Writes messages (RFC 5322, RFC 2045): CRLF only, no field that the letter's words could smuggle in, attachments
 * streamed. Blind recipients are no part of a letter, so they can't show.
 */
public final class MessageComposer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** A long thread keeps its root and its end (RFC 5322 §3.6.4 sets no limit, header sizes do). */
    private static final int MAX_REFERENCES = 30;

    private final InstantSource clock;
    private final SecureRandom random;

    public MessageComposer(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Writes the letter; the stream stays open.
     *
     * @return the Message-ID that it was given, with angle brackets, in the author's domain
     * @throws MessageTooLarge before anything is written
     */
    public String compose(Letter letter, OutputStream to) throws IOException {
        refuseTooLarge(letter);
        OutputStream out = new BufferedOutputStream(to, 16_384);
        String messageId = newMessageId(letter.from().address().domain());
        writeHeader(letter, messageId, new HeaderWriter(out));
        writeBody(letter, new PartWriter(out, random));
        out.flush();
        return messageId;
    }

    /** A letter of ours, short enough for the memory. */
    public RawMessage composed(Letter letter) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            compose(letter, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawMessage.of(octets.toByteArray());
    }

    String newMessageId(Domain domain) {
        byte[] unique = new byte[16];
        random.nextBytes(unique);
        return "<" + HexFormat.of().formatHex(unique) + "@" + domain.name() + ">";
    }

    private void writeHeader(Letter letter, String messageId, HeaderWriter header) throws IOException {
        header.field("Date", DATE.format(clock.instant()));
        header.people("From", List.of(letter.from()));
        header.people("Reply-To", letter.replyTo().stream().toList());
        header.people("To", letter.to());
        header.people("Cc", letter.cc());
        if (letter.to().isEmpty() && letter.cc().isEmpty()) {
            header.field("To", "undisclosed-recipients:;");
        }
        header.text("Subject", letter.subject());
        header.field("Message-ID", messageId);
        header.messageIds("In-Reply-To", letter.inReplyTo().stream().toList());
        header.messageIds("References", shortened(letter.references()));
        for (var field : letter.fields().entrySet()) {
            header.text(field.getKey(), field.getValue());
        }
        header.field("MIME-Version", "1.0");
    }

    private static void writeBody(Letter letter, PartWriter parts) throws IOException {
        if (letter.enclosures().isEmpty()) {
            writeWords(letter, parts);
            return;
        }
        List<PartWriter.Part> all = new ArrayList<>();
        all.add(() -> writeWords(letter, parts));
        letter.enclosures().forEach(file -> all.add(() -> parts.enclosure(file)));
        parts.multipart("mixed", all.toArray(PartWriter.Part[]::new));
    }

    private static void writeWords(Letter letter, PartWriter parts) throws IOException {
        if (letter.html().isEmpty()) {
            parts.text("plain", letter.text());
            return;
        }
        parts.multipart("alternative", () -> parts.text("plain", letter.text()), () -> parts.text("html", letter.html().get()));
    }

    private static void refuseTooLarge(Letter letter) throws MessageTooLarge {
        long files = letter.enclosures().stream().mapToLong(file -> file.content().size()).sum();
        long words = octets(letter.text()) + letter.html().map(MessageComposer::octets).orElse(0L);
        if (files + words > MessageSize.DECODED) {
            throw new MessageTooLarge();
        }
    }

    private static long octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> shortened(List<String> references) {
        int surplus = references.size() - MAX_REFERENCES;
        if (surplus <= 0) {
            return references;
        }
        List<String> kept = new ArrayList<>(references.subList(0, 1));
        kept.addAll(references.subList(surplus + 1, references.size()));
        return kept;
    }
}
