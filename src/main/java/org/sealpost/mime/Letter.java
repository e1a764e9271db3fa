package org.sealpost.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message to be written: what the author said, and to whom visibly. Blind copies stand in the envelope only.
 *
 * @param html the same as {@code text} with markup, if there is any
 * @param inReplyTo Message-ID of the message that this one answers, with angle brackets
 * @param references Message-IDs of the thread, oldest first
 * @param fields further header fields, for example {@code Auto-Submitted}
 */
public record Letter(Correspondent from, List<Correspondent> to, List<Correspondent> cc, Optional<Correspondent> replyTo,
        String subject, String text, Optional<String> html, List<Enclosure> enclosures, Optional<String> inReplyTo,
        List<String> references, Map<String, String> fields) {

    public Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        subject = FieldText.oneLine(subject);
        enclosures = List.copyOf(enclosures);
        references = List.copyOf(references);
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Plain text; the rest is added by the methods below. */
    public static Letter of(Correspondent from, List<Correspondent> to, String subject, String text) {
        return new Letter(from, to, List.of(), Optional.empty(), subject, text, Optional.empty(), List.of(),
                Optional.empty(), List.of(), Map.of());
    }

    public Letter copiedTo(List<Correspondent> others) {
        return new Letter(from, to, others, replyTo, subject, text, html, enclosures, inReplyTo, references, fields);
    }

    public Letter answersTo(Correspondent other) {
        return new Letter(from, to, cc, Optional.of(other), subject, text, html, enclosures, inReplyTo, references, fields);
    }

    public Letter withHtml(String markup) {
        return new Letter(from, to, cc, replyTo, subject, text, Optional.of(markup), enclosures, inReplyTo, references, fields);
    }

    public Letter enclosing(List<Enclosure> files) {
        return new Letter(from, to, cc, replyTo, subject, text, html, files, inReplyTo, references, fields);
    }

    /** Threads it below the message that it answers (RFC 5322 §3.6.4). */
    public Letter inReplyTo(String messageId, List<String> itsReferences) {
        List<String> thread = new ArrayList<>(itsReferences);
        thread.add(messageId);
        return new Letter(from, to, cc, replyTo, subject, text, html, enclosures, Optional.of(messageId), thread, fields);
    }

    public Letter with(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Letter(from, to, cc, replyTo, subject, text, html, enclosures, inReplyTo, references, more);
    }

    /** Nobody's mail program shall answer it by itself (RFC 3834). */
    public Letter automatic() {
        return with("Auto-Submitted", "auto-generated");
    }
}
