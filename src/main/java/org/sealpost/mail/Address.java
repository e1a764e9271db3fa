package org.sealpost.mail;

import static org.sealpost.mail.MalformedAddress.Flaw.CONTROL_CHARACTER;
import static org.sealpost.mail.MalformedAddress.Flaw.EMPTY;
import static org.sealpost.mail.MalformedAddress.Flaw.LOCAL_PART;
import static org.sealpost.mail.MalformedAddress.Flaw.NO_AT;
import static org.sealpost.mail.MalformedAddress.Flaw.TOO_LONG;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A mailbox (RFC 5321 §4.1.2, RFC 6531): local-part and domain, no display name. The local-part keeps its case, a
 * needlessly quoted one loses its quotes, so that equal mailboxes compare equal.
 */
public record Address(String localPart, Domain domain) {

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_PATH_OCTETS = 254;
    private static final Pattern DOT_STRING =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\u0080-\\x{10FFFF}]+"
                    + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\u0080-\\x{10FFFF}]+)*");
    private static final Pattern QUOTED_STRING =
            Pattern.compile("\"([\\x20\\x21\\x23-\\x5B\\x5D-\\x7E\\u0080-\\x{10FFFF}]|\\\\[\\x20-\\x7E])*\"");

    /** @throws MalformedAddress if the parts are no mailbox */
    public Address {
        refuseControls(localPart);
        localPart = unquoted(localPart);
        if (!DOT_STRING.matcher(localPart).matches() && !QUOTED_STRING.matcher(localPart).matches()) {
            throw new MalformedAddress(LOCAL_PART, localPart);
        }
        int octets = octets(localPart);
        if (octets > MAX_LOCAL_OCTETS || octets + 1 + domain.name().length() > MAX_PATH_OCTETS) {
            throw new MalformedAddress(TOO_LONG, localPart);
        }
    }

    /** Reads {@code local@domain}. @throws MalformedAddress if it isn't one */
    public static Address of(String written) {
        String text = written == null ? "" : written.strip();
        if (text.isEmpty()) {
            throw new MalformedAddress(EMPTY, "");
        }
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new MalformedAddress(NO_AT, text);
        }
        return new Address(text.substring(0, at), new Domain(text.substring(at + 1)));
    }

    /** Whether the local-part needs SMTPUTF8 (RFC 6531) on the wire. */
    public boolean needsSmtpUtf8() {
        return localPart.chars().anyMatch(c -> c > 0x7E);
    }

    /** The form for the wire and for comparing: {@code local@a-label.domain}. */
    @Override
    public String toString() {
        return localPart + "@" + domain.name();
    }

    private static void refuseControls(String text) {
        if (text.codePoints().anyMatch(c -> c < 0x20 || (c >= 0x7F && c <= 0x9F) || Character.getType(c) == Character.FORMAT)) {
            throw new MalformedAddress(CONTROL_CHARACTER, "");
        }
    }

    private static String unquoted(String localPart) {
        if (!QUOTED_STRING.matcher(localPart).matches()) {
            return localPart;
        }
        String bare = localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1");
        return DOT_STRING.matcher(bare).matches() ? bare : localPart;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
