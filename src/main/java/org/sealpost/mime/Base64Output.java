package org.sealpost.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes what is written to lines of Base64 (RFC 2045 §6.8), some hundred at a time. No line end stands behind the last line. The stream
 * behind stays open.
 */
public final class Base64Output extends OutputStream {

    private static final int LINES = 512;
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final Base64.Encoder encoder;
    private final byte[] octets;
    private int count;
    private boolean begun;

    /** @param line how many letters each line has but the last one, a multiple of 4 */
    public Base64Output(OutputStream out, int line) {
        if (line <= 0 || line % 4 != 0) {
            throw new IllegalArgumentException("no length of a line");
        }
        this.out = out;
        encoder = Base64.getMimeEncoder(line, CRLF);
        octets = new byte[LINES * line / 4 * 3];
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (count == octets.length) {
                encode();
            }
            int part = Math.min(length - done, octets.length - count);
            System.arraycopy(from, offset + done, octets, count, part);
            count += part;
            done += part;
        }
    }

    /** All of it was written; nothing may follow. */
    @Override
    public void close() throws IOException {
        encode();
        out.flush();
    }

    private void encode() throws IOException {
        if (count == 0) {
            return;
        }
        if (begun) {
            out.write(CRLF);
        }
        begun = true;
        out.write(encoder.encode(count == octets.length ? octets : Arrays.copyOf(octets, count)));
        count = 0;
    }
}
