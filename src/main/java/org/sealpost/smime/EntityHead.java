package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a MIME entity says of its body (RFC 2045). An entity whose header can be understood in two ways is of no kind that is
 * treated here.
 *
 * @param octets how long it is with the empty line
 */
public record EntityHead(Kind kind, String encoding, String boundary, int octets) {

    /** Kinds of S/MIME entities (RFC 8551 §3.2). */
    public enum Kind { ENVELOPED, SIGNED, SIGNED_APART, OTHER }

    /** How much of an entity is looked at for its header. */
    static final int MOST = 16 << 10;

    private static final Pattern EMPTY_LINE = Pattern.compile("(^|\\n)\\r?\\n");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*");
    private static final EntityHead NONE = new EntityHead(Kind.OTHER, "", "", 0);

    /** Looks at what comes; the stream stays where it is. @param in supports marking */
    static EntityHead peek(BufferedInputStream in) throws IOException {
        in.mark(MOST);
        byte[] begin = in.readNBytes(MOST);
        in.reset();
        return of(begin);
    }

    /** The header at the beginning of an entity; of what has none, or too long a one, {@link Kind#OTHER}. */
    public static EntityHead of(byte[] begin) {
        String text = new String(begin, 0, Math.min(begin.length, MOST), ISO_8859_1);
        Matcher empty = EMPTY_LINE.matcher(text);
        return empty.find() ? of(text.substring(0, empty.end()), empty.end()) : NONE;
    }

    private static EntityHead of(String header, int octets) {
        List<String> fields = Arrays.asList(header.replaceAll("\r?\n[ \t]+", " ").split("\r?\n"));
        List<String> types = values(fields, "content-type:");
        List<String> encodings = values(fields, "content-transfer-encoding:");
        if (types.size() != 1 || encodings.size() > 1 || !fields.stream().allMatch(field -> FIELD.matcher(field).matches())) {
            return new EntityHead(Kind.OTHER, "", "", octets);
        }
        try {
            ContentType type = new ContentType(types.get(0));
            return new EntityHead(kind(type), encodings.stream().findFirst().orElse("7bit").strip().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(type.getParameter("boundary")).orElse(""), octets);
        } catch (ParseException e) {
            return new EntityHead(Kind.OTHER, "", "", octets);
        }
    }

    private static Kind kind(ContentType type) {
        if (type.match("multipart/signed")) {
            String protocol = Optional.ofNullable(type.getParameter("protocol")).orElse("").toLowerCase(Locale.ROOT);
            return protocol.matches("application/(x-)?pkcs7-signature") ? Kind.SIGNED_APART : Kind.OTHER;
        }
        if (!type.match("application/pkcs7-mime") && !type.match("application/x-pkcs7-mime")) {
            return Kind.OTHER;
        }
        return switch (Optional.ofNullable(type.getParameter("smime-type")).orElse("enveloped-data").toLowerCase(Locale.ROOT)) {
            case "enveloped-data", "authenveloped-data" -> Kind.ENVELOPED;
            case "signed-data" -> Kind.SIGNED;
            default -> Kind.OTHER;
        };
    }

    private static List<String> values(List<String> fields, String name) {
        return fields.stream().filter(field -> field.regionMatches(true, 0, name, 0, name.length())).map(field -> field.substring(name.length())).toList();
    }
}
