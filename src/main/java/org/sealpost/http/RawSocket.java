package org.sealpost.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * Below TLS: notices if the connection ends without TLS having said so, which the JDK hides (RFC 8446 §6.1). No proxy,
 * whatever the JVM is set up with.
 */
final class RawSocket extends Socket {

    private volatile boolean ended;

    RawSocket() {
        super(Proxy.NO_PROXY);
    }

    /** Whether the octets ended. Before the end of what TLS carries, somebody cut them off. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return note(super.read());
            }

            @Override
            public int read(byte[] octets, int from, int length) throws IOException {
                return note(super.read(octets, from, length));
            }
        };
    }

    private int note(int read) {
        ended |= read < 0;
        return read;
    }
}
