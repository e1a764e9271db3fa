package org.sealpost.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An enhanced status code (RFC 3463), for example 5.7.10. */
public record EnhancedStatus(int statusClass, int subject, int detail) {

    /** X.7.10: the peer can't do the encryption that the message needs (RFC 7672, IANA registry). */
    public static final EnhancedStatus ENCRYPTION_NEEDED = new EnhancedStatus(5, 7, 10);
    public static final EnhancedStatus DELIVERED = new EnhancedStatus(2, 0, 0);
    public static final EnhancedStatus RELAYED_TOO_LONG = new EnhancedStatus(4, 4, 7);
    public static final EnhancedStatus NO_CONNECTION = new EnhancedStatus(4, 4, 1);
    public static final EnhancedStatus ROUTING_UNKNOWN = new EnhancedStatus(4, 4, 3);
    public static final EnhancedStatus BAD_DOMAIN = new EnhancedStatus(5, 1, 2);
    public static final EnhancedStatus NULL_MX = new EnhancedStatus(5, 1, 10);

    private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?=\\s|$)");

    /** The code at the start of a reply's text, if there is one. */
    public static Optional<EnhancedStatus> leading(String text) {
        Matcher m = FORM.matcher(text);
        return m.lookingAt()
                ? Optional.of(new EnhancedStatus(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
