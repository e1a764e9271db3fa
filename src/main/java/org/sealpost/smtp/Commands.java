package org.sealpost.smtp;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;

/** Writes command lines. Nothing that comes in from outside can end a line early or begin another one. */
final class Commands {

    private Commands() {
    }

    static byte[] mail(ReversePath from, MailParameters wishes, Extensions offered) {
        StringBuilder line = new StringBuilder("MAIL FROM:<").append(from).append('>');
        if (offered.offer("SIZE")) {
            line.append(" SIZE=").append(wishes.size());
        }
        if (offered.offer("8BITMIME")) {
            line.append(" BODY=8BITMIME");
        }
        if (wishes.smtpUtf8()) {
            line.append(" SMTPUTF8");
        }
        if (offered.offer("DSN")) {
            line.append(Dsn.ofMessage(from, wishes));
        }
        if (wishes.requireTls()) {
            line.append(" REQUIRETLS");
        }
        return line(line, wishes.smtpUtf8());
    }

    static byte[] rcpt(ReversePath from, Address to, MailParameters wishes, Extensions offered) {
        return line("RCPT TO:<" + to + ">" + (offered.offer("DSN") ? Dsn.ofRecipient(from, to) : ""), wishes.smtpUtf8());
    }

    static byte[] line(CharSequence text, boolean smtpUtf8) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F || (c > 0x7F && !smtpUtf8)) {
                throw new IllegalArgumentException("a character that no command may hold");
            }
        }
        try {
            ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text + "\r\n"));
            byte[] line = new byte[octets.remaining()];
            octets.get(line);
            return line;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half a character", e);
        }
    }
}
