package org.sealpost.tlsrpt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/**
 * The TXT record at {@code _smtp._tls.<domain>} by which a domain asks for reports (RFC 8460 §3).
 *
 * @param rua where to, at least one: {@code mailto:} and {@code https:} URIs; other schemes are kept out
 */
public record ReportingPolicy(List<URI> rua) {

    private static final String VERSION = "v=TLSRPTv1";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x3a\\x3c\\x3e-\\x7e]+");
    /** Visible characters but those that a URI must write as %2C, %21, %3B here. */
    private static final Pattern URI_TEXT = Pattern.compile("[\\x22-\\x2b\\x2d-\\x3a\\x3c-\\x7e]{1,2000}");
    private static final int MOST = 20;

    public ReportingPolicy {
        rua = List.copyOf(rua);
    }

    /** Those that take reports by mail, each once, in their order; what is no address, or several in one URI, is left out (RFC 6068). */
    public List<Address> mailboxes() {
        return rua.stream().filter(place -> place.getScheme().equalsIgnoreCase("mailto")).flatMap(place -> mailbox(place).stream())
                .distinct().toList();
    }

    private static Optional<Address> mailbox(URI place) {
        String written = place.getRawSchemeSpecificPart();
        try {
            return Optional.of(Address.of(new URI("mailto:" + written.split("\\?", 2)[0]).getSchemeSpecificPart()));
        } catch (URISyntaxException | MalformedAddress e) {
            return Optional.empty();
        }
    }

    /** The one among a name's TXT records; empty if none or several begin as one must. @param txt strings joined */
    public static Optional<ReportingPolicy> in(List<String> txt) {
        List<String> candidates = txt.stream().filter(record -> record.startsWith(VERSION + ";")
                || txt.size() == 1 && record.startsWith(VERSION)).toList();
        return candidates.size() == 1 ? parse(candidates.get(0)) : Optional.empty();
    }

    /** Unknown fields are ignored; empty if the grammar doesn't know it, or it names no place that we know how to reach. */
    public static Optional<ReportingPolicy> parse(String txt) {
        if (!txt.startsWith(VERSION)) {
            return Optional.empty();
        }
        String[] fields = txt.substring(VERSION.length()).split(";", -1);
        int last = fields[fields.length - 1].isBlank() ? fields.length - 1 : fields.length;
        List<URI> places = new ArrayList<>();
        for (int i = 1; i < last; i++) {
            String[] field = fields[i].strip().split("=", 2);
            if (field.length < 2 || !isField(field[0], field[1]) || field[0].equals("rua") && !read(field[1], places)) {
                return Optional.empty();
            }
        }
        return !fields[0].isBlank() || places.isEmpty() ? Optional.empty() : Optional.of(new ReportingPolicy(places));
    }

    private static boolean isField(String name, String value) {
        return name.equals("rua") || NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    }

    private static boolean read(String value, List<URI> places) {
        for (String written : value.split(",", -1)) {
            String text = written.strip();
            if (!URI_TEXT.matcher(text).matches() || places.size() == MOST) {
                return false;
            }
            try {
                URI uri = new URI(text);
                if (uri.getScheme() == null) {
                    return false;
                }
                if (List.of("mailto", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                    places.add(uri);
                }
            } catch (URISyntaxException e) {
                return false;
            }
        }
        return true;
    }
}
