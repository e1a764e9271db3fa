package org.sealpost.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;

/** What is asked of a peer about notifications (RFC 3461 §4), for one that offers DSN. */
final class Dsn {

    private static final int LONGEST_ENVID = 100;

    private Dsn() {
    }

    /** For MAIL. Nobody is told about mail with a null reverse-path, so there is nothing to say of what comes back. */
    static String ofMessage(ReversePath from, MailParameters wishes) {
        String ret = wishes.headersOnly() && !from.isNull() ? " RET=HDRS" : "";
        String envid = xtext(wishes.envelopeId());
        return envid.isEmpty() || envid.length() > LONGEST_ENVID ? ret : ret + " ENVID=" + envid;
    }

    /** For RCPT; the longest address stays within the 500 characters of §4.2. Success is no news: our evidence says it. */
    static String ofRecipient(ReversePath from, Address to) {
        String notify = from.isNull() ? " NOTIFY=NEVER" : " NOTIFY=FAILURE,DELAY";
        String orcpt = to.needsSmtpUtf8() ? "utf-8;" + utf8Xtext(to.toString()) : "rfc822;" + xtext(to.toString());
        return notify + " ORCPT=" + orcpt;
    }

    /** RFC 3461 §4. */
    static String xtext(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(isPlain(octet) ? String.valueOf((char) octet) : String.format("+%02X", octet & 0xFF));
        }
        return encoded.toString();
    }

    /** RFC 6533 §3 utf-8-addr-xtext: the form that stays whole on hosts after this one, too. */
    private static String utf8Xtext(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(c -> encoded.append(isPlain(c) && c != '\\'
                ? Character.toString(c) : String.format(Locale.ROOT, "\\x{%02X}", c)));
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c > 0x20 && c < 0x7F && c != '+' && c != '=';
    }
}
