package org.sealpost.smime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The caller's stream: when reading a message fails, it remembers whether the stream failed and not the message. */
final class Source extends FilterInputStream {

    private IOException failure;

    Source(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return in.read(into, from, most);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** @throws IOException if the stream failed */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
