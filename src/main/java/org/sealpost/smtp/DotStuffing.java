package org.sealpost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes a message as mail data (RFC 5321 §4.5.2). A CR or LF that stands alone leaves as CRLF: peers that read one as
 * a line end would otherwise see an end of data, and a second message, where there is none.
 */
final class DotStuffing {

    private final OutputStream out;
    private boolean lineStart = true;
    private boolean afterCr;

    DotStuffing(OutputStream out) {
        this.out = out;
    }

    /** @return how many octets were read, at most {@code buffer.length}; negative at the end */
    int block(InputStream in, byte[] buffer) throws IOException {
        int read = read(in, buffer);
        int written = 0;
        for (int i = 0; i < read; i++) {
            byte octet = buffer[i];
            if (octet == '\r' && i + 1 < read && buffer[i + 1] == '\n') {
                i++;
                lineStart = true;
                afterCr = false;
            } else if (octet == '\r' || octet == '\n') {
                out.write(buffer, written, i - written);
                written = i + 1;
                if (octet == '\r' || !afterCr) {
                    lineEnd();
                }
                afterCr = octet == '\r';
            } else {
                if (lineStart && octet == '.') {
                    out.write(buffer, written, i - written);
                    written = i;
                    out.write('.');
                }
                lineStart = false;
                afterCr = false;
                i = lastOfText(buffer, i, read);
            }
        }
        out.write(buffer, written, Math.max(read, 0) - written);
        return read;
    }

    /** Most octets are neither CR nor LF: a loop of its own for them, which the JVM makes quick. */
    private static int lastOfText(byte[] buffer, int from, int end) {
        int next = from + 1;
        while (next < end && buffer[next] != '\r' && buffer[next] != '\n') {
            next++;
        }
        return next - 1;
    }

    void finish() throws IOException {
        if (!lineStart) {
            lineEnd();
        }
        out.write('.');
        lineEnd();
    }

    private static int read(InputStream in, byte[] buffer) throws UnreadableMessage {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UnreadableMessage(e.toString());
        }
    }

    private void lineEnd() throws IOException {
        out.write('\r');
        out.write('\n');
        lineStart = true;
    }
}
