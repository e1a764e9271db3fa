package org.sealpost.smime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What is written through it ends; the stream below doesn't. */
final class StaysOpen extends FilterOutputStream {

    StaysOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        out.write(octets, from, count);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
