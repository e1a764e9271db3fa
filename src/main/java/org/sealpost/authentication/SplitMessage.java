package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.mail.RawMessage;

/**
 * A message as DKIM sees it: its fields octet for octet, and its body as a stream.
 *
 * @param fields with their line ends, each octet one character, in order
 * @param body what follows the empty line; the caller closes it
 */
record SplitMessage(List<String> fields, InputStream body) implements AutoCloseable {

    private static final int LONGEST_HEADER = 512 * 1024;

    /** @throws IOException also if the header is longer than anybody's */
    static SplitMessage of(RawMessage message) throws IOException {
        InputStream in = new BufferedInputStream(message.open(), 16 * 1024);
        try {
            return new SplitMessage(fields(in), in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Those of a name, the last first (RFC 6376 §5.4.2). */
    List<String> named(String name) {
        List<String> named = new ArrayList<>();
        for (String field : fields) {
            if (name(field).equalsIgnoreCase(name)) {
                named.add(0, field);
            }
        }
        return named;
    }

    static String name(String field) {
        int colon = field.indexOf(':');
        return colon < 0 ? "" : field.substring(0, colon).strip();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private static List<String> fields(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int all = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (++all > LONGEST_HEADER) {
                throw new IOException("the header is too long");
            }
            if (octet == '\n') {
                String text = line.toString(ISO_8859_1);
                line.reset();
                if (text.equals("\r\n") || text.equals("\n")) {
                    return fields;
                }
                boolean folded = (text.startsWith(" ") || text.startsWith("\t")) && !fields.isEmpty();
                fields.add(folded ? fields.remove(fields.size() - 1) + text : text);
            }
        }
        if (line.size() > 0) {
            fields.add(line.toString(ISO_8859_1) + "\r\n");
        }
        return fields;
    }
}
