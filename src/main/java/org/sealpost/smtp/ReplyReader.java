package org.sealpost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads replies from an endless, possibly hostile stream. */
final class ReplyReader {

    /** RFC 5321 §4.5.3.1.5 says 512; some peers write more. */
    private static final int LONGEST_LINE = 2_048;
    private static final int MOST_LINES = 128;

    private final InputStream in;
    private final byte[] buffer = new byte[4_096];
    private int next;
    private int end;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    Reply read() throws IOException {
        List<String> texts = new ArrayList<>(1);
        int code = 0;
        while (texts.size() < MOST_LINES) {
            String line = line();
            int lineCode = code(line);
            if (!texts.isEmpty() && lineCode != code) {
                throw new WireFault(WireFault.Kind.GARBLED, "the code changes within a reply");
            }
            code = lineCode;
            texts.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new Reply(code, texts);
            }
        }
        throw new WireFault(WireFault.Kind.GARBLED, "an endless reply");
    }

    /** Whether something was received that nobody has read yet. */
    boolean hasLeftovers() {
        return next < end;
    }

    private static int code(String line) throws WireFault {
        boolean form = line.length() >= 3
                && line.charAt(0) >= '2' && line.charAt(0) <= '5'
                && line.charAt(1) >= '0' && line.charAt(1) <= '9'
                && line.charAt(2) >= '0' && line.charAt(2) <= '9'
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        if (!form) {
            throw new WireFault(WireFault.Kind.GARBLED, "not an SMTP reply");
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private String line() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        while (true) {
            int octet = octet();
            if (octet == '\n') {
                int text = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return printable(new String(line, 0, text, StandardCharsets.UTF_8));
            }
            if (length == LONGEST_LINE) {
                throw new WireFault(WireFault.Kind.GARBLED, "an endless line");
            }
            line[length++] = (byte) octet;
        }
    }

    private int octet() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                throw new WireFault(WireFault.Kind.CLOSED, "the peer hung up");
            }
        }
        return buffer[next++] & 0xFF;
    }

    /** Replies are shown and logged: nothing in them may steer a terminal or turn the direction of writing. */
    private static String printable(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(c == '\t' ? ' ' : steers(c) ? '?' : c));
        return clean.toString();
    }

    private static boolean steers(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
