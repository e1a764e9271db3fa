package org.sealpost.smtp;

import java.util.List;
import java.util.Optional;
import org.sealpost.mail.EnhancedStatus;

/**
 * A reply (RFC 5321 §4.2).
 *
 * @param code 200 to 599
 * @param lines the text of each line, without code, at least one; control characters are replaced
 */
public record Reply(int code, List<String> lines) {

    private static final int LONGEST_SUMMARY = 500;

    public Reply {
        lines = List.copyOf(lines);
    }

    /** 2xx. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** 3xx: go on. */
    public boolean isIntermediate() {
        return code / 100 == 3;
    }

    /** 4xx. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** 5xx. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /** The enhanced code (RFC 2034) if it fits the reply's class, else the plainest one of that class. */
    public EnhancedStatus status() {
        int statusClass = isPositive() ? 2 : isPermanent() ? 5 : 4;
        Optional<EnhancedStatus> leading = EnhancedStatus.leading(lines.get(0));
        return leading.filter(status -> status.statusClass() == statusClass)
                .orElse(new EnhancedStatus(statusClass, 0, 0));
    }

    /** Code and text in one line of at most 500 characters, as it is shown and kept. */
    public String summary() {
        String text = code + " " + String.join(" ", lines);
        if (text.length() <= LONGEST_SUMMARY) {
            return text;
        }
        int end = LONGEST_SUMMARY - 1;
        // half a character is none
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
