package org.sealpost.reception;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.sealpost.mail.RawMessage;

/**
 * A message before we changed its header, which is what signatures are about.
 *
 * @param header as it came, without the empty line below it
 * @param kept what became of the message here; its body is the same
 */
record AsItCame(byte[] header, RawMessage kept) implements RawMessage {

    @Override
    public long size() {
        return kept.size();
    }

    @Override
    public InputStream open() throws IOException {
        byte[] fields = Arrays.copyOf(header, header.length + 2);
        fields[fields.length - 2] = '\r';
        fields[fields.length - 1] = '\n';
        return new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(fields), body())));
    }

    private InputStream body() throws IOException {
        InputStream in = new BufferedInputStream(kept.open());
        boolean empty = true;
        for (int octet = in.read(); octet >= 0 && !(octet == '\n' && empty); octet = in.read()) {
            empty = octet == '\n' || empty && octet == '\r';
        }
        return in;
    }
}
