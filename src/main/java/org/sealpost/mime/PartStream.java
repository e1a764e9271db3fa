package org.sealpost.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a multipart body (RFC 2046 §5.1.1), one after the other, octet for octet: what a signature is made of. The line break before
 * a delimiter belongs to the delimiter.
 */
public final class PartStream extends InputStream {

    /** Blanks that a carrier may have put behind a delimiter. */
    private static final int TRAILING = 100;

    private final BufferedInputStream in;
    private final byte[] delimiter;
    private final byte[] held = new byte[2];
    private int heldNext;
    private int heldEnd;
    private boolean lineStart = true;
    private boolean partEnded;
    private boolean closed;

    /** Before the first part: {@link #next} goes there. */
    public PartStream(InputStream body, String boundary) {
        delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        in = new BufferedInputStream(body, Math.max(16_384, 2 * delimiter.length));
    }

    /** Goes to the next part, whatever is left of this one. @return false behind the last one */
    public boolean next() throws IOException {
        while (read() >= 0) {
            // nobody's
        }
        partEnded = false;
        heldNext = 0;
        heldEnd = 0;
        lineStart = true;
        return !closed;
    }

    @Override
    public int read() throws IOException {
        if (heldNext < heldEnd) {
            return held[heldNext++] & 0xff;
        }
        if (partEnded || closed) {
            return -1;
        }
        if (lineStart && atDelimiter()) {
            return -1;
        }
        return octet();
    }

    @Override
    public int read(byte[] octets, int from, int count) throws IOException {
        int got = 0;
        while (got < count) {
            int octet = read();
            if (octet < 0) {
                return got == 0 ? -1 : got;
            }
            octets[from + got] = (byte) octet;
            got++;
        }
        return got;
    }

    /** The next octet; a line break is held back until it is known whose it is. */
    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            closed = true;
            return -1;
        }
        lineStart = octet == '\n';
        if (octet != '\r' && octet != '\n') {
            return octet;
        }
        heldNext = 0;
        heldEnd = 0;
        held[heldEnd++] = (byte) octet;
        if (octet == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
                return held[heldNext++] & 0xff;
            }
            held[heldEnd++] = '\n';
            lineStart = true;
        }
        if (atDelimiter()) {
            heldEnd = 0;
            return -1;
        }
        lineStart = false;
        return held[heldNext++] & 0xff;
    }

    /** Takes the delimiter's whole line if there is one; a line that only begins like it is none. */
    private boolean atDelimiter() throws IOException {
        in.mark(delimiter.length + TRAILING + 3);
        for (byte wanted : delimiter) {
            if (in.read() != (wanted & 0xff)) {
                in.reset();
                return false;
            }
        }
        int octet = in.read();
        boolean last = octet == '-';
        if (last && in.read() != '-') {
            in.reset();
            return false;
        }
        octet = last ? in.read() : octet;
        for (int blanks = 0; octet == ' ' || octet == '\t' || octet == '\r'; blanks++) {
            octet = blanks == TRAILING ? 'x' : in.read();
        }
        if (octet >= 0 && octet != '\n') {
            in.reset();
            return false;
        }
        closed = last;
        partEnded = true;
        return true;
    }
}
