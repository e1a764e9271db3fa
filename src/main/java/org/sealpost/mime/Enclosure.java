package org.sealpost.mime;

import java.util.Locale;
import java.util.regex.Pattern;
import org.sealpost.mail.RawMessage;

/**
 * A file to be attached.
 *
 * @param mediaType as the uploading browser called it; what is no plain media type becomes octets
 * @param content read when the message is written, never held whole
 */
public record Enclosure(String name, String mediaType, RawMessage content) {

    static final String OCTETS = "application/octet-stream";
    private static final Pattern SIMPLE = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");

    public Enclosure {
        name = FileName.safe(name, "attachment");
        mediaType = plain(mediaType);
    }

    /** Composite types may not be base64 (RFC 2045 §6.4), so an attached message travels as octets. */
    private static String plain(String written) {
        String type = written == null ? "" : written.toLowerCase(Locale.ROOT).strip();
        boolean composite = type.startsWith("message/") || type.startsWith("multipart/");
        return composite || !SIMPLE.matcher(type).matches() ? OCTETS : type;
    }
}
