package org.sealpost.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The octets of a message, CRLF line ends, readable any number of times; big ones are never held whole in memory. */
public interface RawMessage {

    /** Octets, exactly. */
    long size();

    /** A new stream from the first octet; the caller closes it. */
    InputStream open() throws IOException;

    /** A message that is already in memory: system mail and tests. */
    static RawMessage of(byte[] octets) {
        byte[] copy = octets.clone();
        return new RawMessage() {
            @Override
            public long size() {
                return copy.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }
        };
    }
}
