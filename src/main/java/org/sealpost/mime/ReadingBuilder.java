package org.sealpost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.sealpost.mime.Reading.Attached;

/** Gathers what the walk over a message finds. The first field of a name counts, and the first plain and HTML part. */
final class ReadingBuilder {

    private final HtmlCleaner cleaner;
    private final boolean remotePictures;
    private final int mostShown;
    private final List<Attached> attachments = new ArrayList<>();
    private List<Correspondent> from = List.of();
    private List<Correspondent> to = List.of();
    private List<Correspondent> cc = List.of();
    private List<Correspondent> replyTo = List.of();
    private List<String> references = List.of();
    private String subject = "";
    private String list = "";
    private Optional<Instant> date = Optional.empty();
    private Optional<String> messageId = Optional.empty();
    private Optional<String> inReplyTo = Optional.empty();
    private String text;
    private String html;
    private boolean whole = true;

    /** @param mostShown octets of a text */
    ReadingBuilder(HtmlCleaner cleaner, boolean remotePictures, int mostShown) {
        this.cleaner = cleaner;
        this.remotePictures = remotePictures;
        this.mostShown = mostShown;
    }

    void header(Field field) {
        switch (field.getName().strip().toLowerCase(Locale.ROOT)) {
            case "from" -> from = from.isEmpty() ? HeaderReader.people(field) : from;
            case "to" -> to = to.isEmpty() ? HeaderReader.people(field) : to;
            case "cc" -> cc = cc.isEmpty() ? HeaderReader.people(field) : cc;
            case "reply-to" -> replyTo = replyTo.isEmpty() ? HeaderReader.people(field) : replyTo;
            case "subject" -> subject = subject.isEmpty() ? HeaderReader.words(field) : subject;
            case "date" -> date = date.or(() -> HeaderReader.date(field));
            case "message-id" -> messageId = messageId.or(() -> HeaderReader.messageIds(field).stream().findFirst());
            case "in-reply-to" -> inReplyTo = inReplyTo.or(() -> HeaderReader.messageIds(field).stream().findFirst());
            case "references" -> references = references.isEmpty() ? HeaderReader.messageIds(field) : references;
            case "list-id" -> list = list.isEmpty() ? HeaderReader.words(field) : list;
            default -> { }
        }
    }

    void leaf(int number, MimeTokenStream tokens) throws IOException {
        MaximalBodyDescriptor part = (MaximalBodyDescriptor) tokens.getBodyDescriptor();
        String type = part.getMimeType();
        try (InputStream content = tokens.getDecodedInputStream()) {
            if (isShown(part) && type.equals("text/plain") && text == null) {
                text = shown(content, part.getCharset());
            } else if (isShown(part) && type.equals("text/html") && html == null) {
                html = shown(content, part.getCharset());
            } else {
                attachments.add(new Attached(number, name(part, number), type, content.transferTo(OutputStream.nullOutputStream())));
            }
        }
    }

    void damaged() {
        whole = false;
    }

    Reading build() {
        Optional<HtmlCleaner.Cleaned> cleaned = Optional.ofNullable(html).map(markup -> cleaner.clean(markup, remotePictures));
        String words = text != null ? text : html != null ? HtmlText.of(html) : "";
        return new Reading(from.stream().findFirst(), to, cc, replyTo, subject, date, messageId, inReplyTo, references, list, words,
                cleaned.map(HtmlCleaner.Cleaned::html), cleaned.map(HtmlCleaner.Cleaned::picturesLeftOut).orElse(false),
                attachments, whole);
    }

    private static boolean isShown(MaximalBodyDescriptor part) {
        return !"attachment".equalsIgnoreCase(part.getContentDispositionType()) && part.getContentDispositionFilename() == null;
    }

    private String shown(InputStream content, String charset) throws IOException {
        byte[] octets = content.readNBytes(mostShown);
        if (content.read() >= 0) {
            whole = false;
        }
        return Charsets.decode(octets, charset);
    }

    private static String name(MaximalBodyDescriptor part, int number) {
        String written = part.getContentDispositionFilename() != null ? part.getContentDispositionFilename()
                : part.getContentTypeParameters().getOrDefault("name", "");
        return FileName.safe(HeaderReader.decoded(written), "part-" + (number + 1) + extension(part.getMimeType()));
    }

    private static String extension(String type) {
        return switch (type) {
            case "text/plain" -> ".txt";
            case "text/html" -> ".html";
            case "message/rfc822" -> ".eml";
            case "text/calendar" -> ".ics";
            default -> ".bin";
        };
    }
}
