package org.sealpost.mime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says, made safe to show. Whatever came in, there is always a reading, and the raw message beside it.
 *
 * @param from nobody if the field is missing or can't be read
 * @param messageId with angle brackets
 * @param list its mailing list as List-Id names it (RFC 2919), decoded, with what describes it; empty if there is none
 * @param text the plain text, or the HTML's words if there is no plain text; empty if there is neither
 * @param html cleaned, fit for a sandboxed frame
 * @param remotePictures whether pictures from elsewhere were left out of {@code html}
 * @param whole false if limits or damage hid something: offer the raw message then
 */
public record Reading(Optional<Correspondent> from, List<Correspondent> to, List<Correspondent> cc,
        List<Correspondent> replyTo, String subject, Optional<Instant> date, Optional<String> messageId,
        Optional<String> inReplyTo, List<String> references, String list, String text, Optional<String> html, boolean remotePictures,
        List<Attached> attachments, boolean whole) {

    private static final int SNIPPET = 140;

    /**
     * A part that can be saved.
     *
     * @param part its place, for {@link MessageReader#openPart}
     * @param name safe to show and to save
     * @param size octets, decoded
     */
    public record Attached(int part, String name, String mediaType, long size) { }

    public Reading {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        replyTo = List.copyOf(replyTo);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
    }

    /** The recipients that everybody sees, To before Cc. */
    public List<Correspondent> visible() {
        return Stream.concat(to.stream(), cc.stream()).toList();
    }

    /** The first words, on one line. */
    public String snippet() {
        String line = FieldText.oneLine(text.substring(0, Math.min(text.length(), 2_000)).replaceAll("\\s+", " "));
        return line.codePointCount(0, line.length()) <= SNIPPET ? line : line.substring(0, line.offsetByCodePoints(0, SNIPPET));
    }
}
