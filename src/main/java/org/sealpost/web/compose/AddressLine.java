package org.sealpost.web.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what people type or paste into an address field: addresses, {@code Name <address>}, {@code "Last, First"
 * <address>}, several of them with commas, semicolons, tabs or line breaks between. What is no address is kept as it
 * was written, to be shown and mended.
 */
final class AddressLine {

    private static final int MOST = 200;
    private static final int LONGEST = 512;

    private final Field field;
    private final List<Recipient> recipients = new ArrayList<>();

    private AddressLine(Field field) {
        this.field = field;
    }

    static List<Recipient> read(Field field, String typed) {
        AddressLine line = new AddressLine(field);
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        boolean pointed = false;
        for (char c : typed.toCharArray()) {
            quoted ^= c == '"';
            pointed = !quoted && (c == '<' || pointed && c != '>');
            if (isBreak(c) || !quoted && !pointed && (c == ',' || c == ';')) {
                line.add(one.toString());
                one.setLength(0);
                quoted = false;
                pointed = false;
            } else {
                one.append(c);
            }
        }
        line.add(one.toString());
        return line.recipients;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\t';
    }

    private void add(String one) {
        String text = one.strip();
        if (text.isEmpty() || recipients.size() == MOST) {
            return;
        }
        String whole = text.substring(0, Math.min(text.length(), LONGEST));
        int open = whole.lastIndexOf('<');
        if (open >= 0 && whole.endsWith(">")) {
            String name = whole.substring(0, open).strip().replaceAll("^\"|\"$", "").replace("\\\"", "\"").strip();
            recipients.add(new Recipient(field, name, whole.substring(open + 1, whole.length() - 1).strip()));
        } else if (!whole.contains("\"") && whole.indexOf('@') != whole.lastIndexOf('@') && whole.contains(" ")) {
            for (String part : whole.split("\\s+")) {
                add(part);
            }
        } else {
            recipients.add(new Recipient(field, "", whole.replaceFirst("^mailto:", "")));
        }
    }
}
