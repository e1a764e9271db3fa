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
        for (int i = 0; i < read; i++) {
            octet(buffer[i]);
        }
        return read;
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

    private void octet(byte octet) throws IOException {
        boolean secondHalf = afterCr && octet == '\n';
        afterCr = octet == '\r';
        if (secondHalf) {
            return;
        }
        if (octet == '\r' || octet == '\n') {
            lineEnd();
            return;
        }
        if (lineStart && octet == '.') {
            out.write('.');
        }
        out.write(octet);
        lineStart = false;
    }

    private void lineEnd() throws IOException {
        out.write('\r');
        out.write('\n');
        lineStart = true;
    }
}
