package org.sealpost.smtp.server;

import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.sealpost.smtp.Reply;

/** What comes over a connection, buffered: command lines, then blocks of a message. */
final class Lines {

    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final Flushable replies;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;

    /**
     * @param flaw why it is none, if it is none
     * @param lost whether nobody can tell where the next one begins
     */
    record Line(String text, Optional<Reply> flaw, boolean lost) { }

    /** @param replies is flushed before anybody waits for what comes next (RFC 2920 §3.2) */
    Lines(InputStream in, Flushable replies) {
        this.in = in;
        this.replies = replies;
    }

    /** Whether something has come that nobody has read. */
    boolean hasMore() throws IOException {
        return position < end || in.available() > 0;
    }

    /**
     * Reads to the next CR LF; nothing else ends a line, and after a bare CR or LF nothing more is read, so that no two readers
     * see different commands.
     *
     * @param longest octets without CR LF
     * @throws EOFException if the client is gone
     */
    Line next(int longest) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        boolean tooLong = false;
        for (int last = -1, octet = octet(); ; last = octet, octet = octet()) {
            if (octet == '\n' && last == '\r') {
                return tooLong ? new Line("", Optional.of(Replies.LONG_LINE), false) : line(line, length - 1);
            }
            if (octet == '\n' || last == '\r') {
                return new Line("", Optional.of(Replies.LINE_END), true);
            }
            tooLong |= length > longest;
            length = tooLong ? 0 : length;
            line = length < line.length ? line : Arrays.copyOf(line, 2 * length);
            line[length++] = (byte) octet;
        }
    }

    /** @return how many came, at least one, at most as many as wanted. @throws EOFException if the client is gone */
    int block(byte[] into, int wanted) throws IOException {
        fill();
        int some = Math.min(Math.min(wanted, into.length), end - position);
        System.arraycopy(buffer, position, into, 0, some);
        position += some;
        return some;
    }

    /** So many of the last block's octets weren't wanted. */
    void giveBack(int octets) {
        position -= octets;
    }

    private static Line line(byte[] octets, int length) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets, 0, length)).toString();
            boolean control = text.chars().anyMatch(c -> c < 0x20 || c >= 0x7F && c <= 0x9F);
            return new Line(control ? "" : text, control ? Optional.of(Replies.SYNTAX) : Optional.empty(), false);
        } catch (CharacterCodingException e) {
            return new Line("", Optional.of(Replies.SYNTAX), false);
        }
    }

    private int octet() throws IOException {
        fill();
        return buffer[position++] & 0xFF;
    }

    private void fill() throws IOException {
        if (position == end) {
            replies.flush();
            int some = in.read(buffer, 0, buffer.length);
            if (some < 0) {
                throw new EOFException("the client is gone");
            }
            position = 0;
            end = some;
        }
    }
}
