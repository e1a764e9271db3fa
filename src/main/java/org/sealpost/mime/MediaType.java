package org.sealpost.mime;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a header says of its body (RFC 2045 §5).
 *
 * @param name type and subtype in lower case
 * @param boundary of its parts (RFC 2046 §5.1.1); empty if it has none
 * @param protocol of multipart/signed and multipart/encrypted (RFC 1847 §2), in lower case; empty if it has none
 */
public record MediaType(String name, String boundary, String protocol) {

    /** RFC 2045 §5.2: what has no type is text. */
    public static final MediaType TEXT = new MediaType("text/plain", "", "");

    private static final int LONGEST_BOUNDARY = 70;

    /** Empty if it can be understood in several ways, or in none. */
    public static Optional<MediaType> of(HeaderFields header) {
        int count = header.count("Content-Type");
        if (count == 0) {
            return Optional.of(TEXT);
        }
        if (count > 1) {
            return Optional.empty();
        }
        try {
            ContentType type = new ContentType(header.allWords("Content-Type").orElse(""));
            String boundary = Optional.ofNullable(type.getParameter("boundary")).orElse("");
            return boundary.length() > LONGEST_BOUNDARY ? Optional.empty() : Optional.of(new MediaType(lower(type.getBaseType()), boundary,
                    lower(Optional.ofNullable(type.getParameter("protocol")).orElse(""))));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    public boolean isMultipart() {
        return name.startsWith("multipart/") && !boundary.isEmpty();
    }

    /** Encrypted or signed, in any standard. */
    public boolean isProtected() {
        return isEncrypted() || isSigned();
    }

    /** RFC 3156 §4; RFC 8551 §3.2, where the name alone doesn't say whether it is encrypted. */
    public boolean isEncrypted() {
        return name.equals("multipart/encrypted") || name.matches("application/(x-)?pkcs7-mime");
    }

    /** RFC 1847 §2.1. */
    public boolean isSigned() {
        return name.equals("multipart/signed");
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
