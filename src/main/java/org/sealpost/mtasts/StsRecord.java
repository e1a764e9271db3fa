package org.sealpost.mtasts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TXT record at {@code _mta-sts.<domain>} that announces a policy (RFC 8461 §3.1).
 *
 * @param id tells one policy from the next; 1 to 32 letters and digits
 */
public record StsRecord(String id) {

    private static final String VERSION = "v=STSv1";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    /** Visible characters but "=" and ";". */
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x3a\\x3c\\x3e-\\x7e]+");

    /** Whether a TXT record means to be one of these, well or badly. */
    static boolean isMeant(String txt) {
        return txt.startsWith(VERSION);
    }

    /** Whether it counts where there are several (§3.1). */
    static boolean isCounted(String txt) {
        return txt.startsWith(VERSION + ";");
    }

    /**
     * Unknown fields are ignored and the first id counts (§3.2); anything else that the grammar doesn't know makes it none.
     *
     * @param txt with its strings joined without spaces
     */
    public static Optional<StsRecord> parse(String txt) {
        if (!isMeant(txt)) {
            return Optional.empty();
        }
        String[] fields = txt.substring(VERSION.length()).split(";", -1);
        int last = isBlank(fields[fields.length - 1]) ? fields.length - 1 : fields.length;
        Optional<StsRecord> found = Optional.empty();
        for (int i = 1; i < last; i++) {
            String[] field = trimmed(fields[i], i == last - 1 && last == fields.length).split("=", 2);
            if (field.length < 2 || !isField(field[0], field[1])) {
                return Optional.empty();
            }
            if (field[0].equals("id") && found.isEmpty()) {
                found = Optional.of(new StsRecord(field[1]));
            }
        }
        return isBlank(fields[0]) ? found : Optional.empty();
    }

    private static boolean isField(String name, String value) {
        return name.equals("id") ? ID.matcher(value).matches() : NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(c -> c == ' ' || c == '\t');
    }

    /** White space may stand around a semicolon only, so not behind the last field. */
    private static String trimmed(String field, boolean isLast) {
        int from = 0;
        int to = field.length();
        while (from < to && isBlank(field.substring(from, from + 1))) {
            from++;
        }
        while (!isLast && to > from && isBlank(field.substring(to - 1, to))) {
            to--;
        }
        return field.substring(from, to);
    }
}
