package org.sealpost.smime;

import java.io.IOException;
import java.io.OutputStream;

/** The caller's stream for content: so much and no more, and it remembers whether writing failed. It is never closed. */
final class Sink extends OutputStream {

    private final OutputStream out;
    private long left;
    private IOException failure;

    Sink(OutputStream out, long most) {
        this.out = out;
        left = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new BerGuard.LimitPassed("more content than is read");
        }
        try {
            out.write(octets, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** @throws IOException if writing failed */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
