package org.sealpost.protection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.SplitEntity;

/**
 * A message with one more field below its header, unless it has one of this name.
 *
 * @param value has the field's form
 */
record WithField(RawMessage message, String name, String value) implements RawMessage {

    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Of the message with the field, even if it isn't added. */
    @Override
    public long size() {
        return message.size() + name.length() + ": ".length() + value.length() + LINE_END.length;
    }

    @Override
    public InputStream open() throws IOException {
        SplitEntity split = SplitEntity.of(message.open());
        HeaderFields header = split.header();
        if (header.count(name) == 0) {
            header.append(name, value);
        }
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(header.octets()), new ByteArrayInputStream(LINE_END), split.rest())));
    }
}
