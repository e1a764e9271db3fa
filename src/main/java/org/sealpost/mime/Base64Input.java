package org.sealpost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Decodes Base64 (RFC 2045 §6.8) in which nothing but its letters, padding at its end and blanks may stand: readers that skip the rest would
 * take for whole what was changed on the way. Thousands of letters at a time; the JDK's stream asks for each.
 */
public class Base64Input extends InputStream {

    private static final int LETTERS = 16_384;

    private final InputStream in;
    private final byte[] raw = new byte[LETTERS];
    private final byte[] letters = new byte[LETTERS];
    private int rawNext;
    private int rawEnd;
    private boolean lineStart = true;
    private boolean padded;
    private boolean ended;
    private byte[] clear = new byte[0];
    private int next;

    public Base64Input(InputStream in) {
        this.in = in;
    }

    /** Whether the first letter of a line says that the lines before it were the last ones. */
    protected boolean isTail(byte first) {
        return false;
    }

    /** What stands there is no Base64. */
    protected IOException unreadable(String why) {
        return new IOException(why);
    }

    /** The octets are over, and no {@link #isTail} came. @throws IOException if one has to */
    protected void cut() throws IOException {
        // most Base64 ends like this
    }

    @Override
    public final int read() throws IOException {
        return filled() ? clear[next++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] octets, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int given = Math.min(count, clear.length - next);
        System.arraycopy(clear, next, octets, from, given);
        next += given;
        return given;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean filled() throws IOException {
        while (next == clear.length && !ended) {
            int count = collect();
            if (padded && count > 0) {
                throw unreadable("Base64 behind its end");
            }
            try {
                clear = Base64.getDecoder().decode(count == LETTERS ? letters : Arrays.copyOf(letters, count));
            } catch (IllegalArgumentException e) {
                throw unreadable("something else than Base64");
            }
            padded |= count > 0 && letters[count - 1] == '=';
            next = 0;
        }
        return next < clear.length;
    }

    /** The next letters, without what stands between them. @return how many */
    private int collect() throws IOException {
        int count = 0;
        while (count < LETTERS) {
            if (rawNext == rawEnd) {
                rawEnd = in.read(raw);
                rawNext = 0;
                if (rawEnd < 0) {
                    rawEnd = 0;
                    ended = true;
                    cut();
                    return count;
                }
            }
            if (lineStart && isTail(raw[rawNext])) {
                ended = true;
                return count;
            }
            lineStart = false;
            int end = Math.min(rawEnd, rawNext + LETTERS - count);
            int blank = rawNext;
            while (blank < end && raw[blank] > ' ') {
                blank++;
            }
            System.arraycopy(raw, rawNext, letters, count, blank - rawNext);
            count += blank - rawNext;
            rawNext = blank;
            if (blank < end) {
                skip(raw[rawNext++]);
            }
        }
        return count;
    }

    private void skip(byte blank) throws IOException {
        if (blank != ' ' && blank != '\t' && blank != '\r' && blank != '\n') {
            throw unreadable("something else than Base64");
        }
        lineStart = blank == '\n';
    }
}
