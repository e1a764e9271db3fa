package org.sealpost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.mail.Address;

/**
 * Header protection (RFC 9788): the fields that people wrote stand inside what is encrypted or signed, and what remains outside says as
 * little as the standard's baseline (§3.2.1) and less: another subject, and none of the fields that nobody needs on the way.
 */
public final class ProtectedHeader {

    /** The baseline's subject outside. */
    public static final String NEUTRAL_SUBJECT = "[...]";

    /** What the protection is, in the words of the parameter {@code hp} (§2.1.1). */
    public enum Kind { CIPHER, CLEAR }

    /**
     * What a reader is shown of an opened message.
     *
     * @param kind empty if the header wasn't protected: then the fields are those outside
     * @param fields to be shown, the body's own ({@code Content-Type} and the like) among them
     * @param authorDiffers whether outside somebody else stands as author than inside (§4.4): somebody moved a message into a new context
     */
    public record Restored(Optional<Kind> kind, HeaderFields fields, boolean authorDiffers) { }

    /** Carriers add these on the way, so they can't be inside. */
    private static final Set<String> TRACES = Set.of("received", "return-path", "delivered-to", "x-original-to", "dkim-signature",
            "authentication-results", "received-spf", "arc-seal", "arc-message-signature", "arc-authentication-results");
    /**
     * What may stand outside: who, when, in which conversation, and what carriers and lists go by. Everything else stays inside, for
     * nobody knows what programs write there; {@code Thread-Topic} for one repeats the subject.
     */
    private static final Set<String> OUTSIDE = Set.of("from", "sender", "reply-to", "to", "cc", "date", "message-id", "in-reply-to", "references",
            "subject", "autocrypt", "auto-submitted", "precedence", "tls-required", "resent-from", "resent-sender", "resent-to", "resent-cc",
            "resent-date", "resent-message-id", "x-sealpost-forwarded");
    private static final Set<String> NOBODYS = Set.of("bcc", "hp-outer", "resent-bcc");
    private static final Pattern HP = Pattern.compile(";\\s*(hp|protected-headers)\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final String PLAIN = "Content-Type: text/plain; charset=us-ascii\r\n";

    private final HeaderFields original;

    public ProtectedHeader(HeaderFields original) {
        this.original = original;
    }

    /**
     * The fields to stand outside, without MIME's, which depend on the wrapping.
     *
     * @param subject instead of the original one
     */
    public byte[] outside(String subject) {
        return joined(Stream.concat(outer(subject), named(TRACES).map(HeaderFields.Entry::raw)));
    }

    /** All fields that people wrote, as they are: what is only signed hides nothing. */
    public byte[] outside() {
        return joined(Stream.concat(peoples().map(HeaderFields.Entry::raw), named(TRACES).map(HeaderFields.Entry::raw)));
    }

    /** The header inside what is encrypted: the original fields, what stands outside, MIME's. @param subject that stands outside */
    public byte[] insideCipher(String subject) {
        return joined(Stream.of(peoples().map(HeaderFields.Entry::raw), outer(subject).map(field -> "HP-Outer: " + field), structural(Kind.CIPHER))
                .flatMap(part -> part));
    }

    /** The header inside what is only signed. */
    public byte[] insideClear() {
        return joined(Stream.concat(peoples().map(HeaderFields.Entry::raw), structural(Kind.CLEAR)));
    }

    /** @param inner of what was opened or whose signature is good */
    public static Restored restore(HeaderFields outer, HeaderFields inner) {
        Optional<Kind> kind = kind(inner);
        ProtectedHeader shown = new ProtectedHeader(kind.isPresent() ? inner : outer);
        byte[] fields = joined(Stream.concat(shown.peoples().map(HeaderFields.Entry::raw),
                new ProtectedHeader(inner).structural().map(HeaderFields.Entry::raw)));
        boolean differs = kind.isPresent() && !authors(outer).equals(authors(inner));
        return new Restored(kind, new HeaderFields(fields), differs);
    }

    /** The same of what proves nothing: whatever stands inside, the fields that people wrote are those outside. */
    public static HeaderFields unproven(HeaderFields outer, HeaderFields inner) {
        return new HeaderFields(joined(Stream.concat(new ProtectedHeader(outer).peoples().map(HeaderFields.Entry::raw),
                new ProtectedHeader(inner).structural().map(HeaderFields.Entry::raw))));
    }

    private static Optional<Kind> kind(HeaderFields inner) {
        List<String> types = inner.entries().stream().filter(entry -> entry.name().equalsIgnoreCase("Content-Type"))
                .map(HeaderFields.Entry::raw).toList();
        if (types.size() != 1) {
            return Optional.empty();
        }
        Matcher parameter = HP.matcher(types.get(0));
        if (!parameter.find()) {
            return Optional.empty();
        }
        String value = parameter.group(2).replace("\"", "").toLowerCase(Locale.ROOT);
        return switch (value) {
            case "clear" -> Optional.of(Kind.CLEAR);
            // v1: the drafts before the standard, which many programs still write
            case "cipher", "v1" -> Optional.of(Kind.CIPHER);
            default -> Optional.empty();
        };
    }

    private static Set<Address> authors(HeaderFields header) {
        return header.everybody("From").stream().map(Correspondent::address).collect(Collectors.toSet());
    }

    private Stream<String> outer(String subject) {
        HeaderFields fields = new HeaderFields(joined(peoples().filter(entry -> OUTSIDE.contains(lower(entry))).map(HeaderFields.Entry::raw)));
        if (fields.count("Subject") > 0) {
            fields.change("Subject", subject);
        } else {
            fields.append("Subject", subject);
        }
        return fields.entries().stream().map(HeaderFields.Entry::raw);
    }

    private Stream<HeaderFields.Entry> peoples() {
        return original.entries().stream().filter(entry -> !entry.name().isEmpty() && !isStructural(entry) && !TRACES.contains(lower(entry))
                && !NOBODYS.contains(lower(entry)));
    }

    private Stream<HeaderFields.Entry> named(Set<String> names) {
        return original.entries().stream().filter(entry -> names.contains(lower(entry)));
    }

    private Stream<HeaderFields.Entry> structural() {
        return original.entries().stream().filter(ProtectedHeader::isStructural);
    }

    private Stream<String> structural(Kind kind) {
        List<String> fields = structural().filter(entry -> lower(entry).startsWith("content-")).map(HeaderFields.Entry::raw).toList();
        boolean typed = structural().anyMatch(entry -> lower(entry).equals("content-type"));
        return Stream.concat(typed ? Stream.empty() : Stream.of(PLAIN), fields.stream())
                .map(field -> field.regionMatches(true, 0, "content-type", 0, 12) ? marked(field, kind) : field);
    }

    private static String marked(String field, Kind kind) {
        String type = HP.matcher(field.stripTrailing()).replaceAll("");
        return type.replaceAll(";\\s*$", "") + ";\r\n hp=\"" + kind.name().toLowerCase(Locale.ROOT) + "\"\r\n";
    }

    private static boolean isStructural(HeaderFields.Entry entry) {
        return lower(entry).startsWith("content-") || lower(entry).equals("mime-version");
    }

    private static String lower(HeaderFields.Entry entry) {
        return entry.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] joined(Stream<String> fields) {
        return fields.collect(Collectors.joining()).getBytes(ISO_8859_1);
    }
}
