package org.sealpost.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A message or a part of one, with the header read and the rest to come.
 *
 * @param rest after the empty line; the caller closes it
 */
public record SplitEntity(HeaderFields header, InputStream rest) {

    private static final int LONGEST = 256 * 1_024;

    /** Reads up to the empty line, or to the end: then there is no body. @throws HeaderGate.HeaderTooLong if it is longer than anybody's */
    public static SplitEntity of(InputStream octets) throws IOException {
        BufferedInputStream in = new BufferedInputStream(octets, 16_384);
        ByteArrayOutputStream header = new ByteArrayOutputStream(2_048);
        int inLine = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            header.write(octet);
            if (octet == '\n' && inLine == 0) {
                break;
            }
            inLine = octet == '\n' ? 0 : octet == '\r' ? inLine : inLine + 1;
            if (header.size() > LONGEST) {
                throw new HeaderGate.HeaderTooLong();
            }
        }
        return new SplitEntity(new HeaderFields(fields(header.toByteArray())), in);
    }

    /** Without the empty line. */
    private static byte[] fields(byte[] octets) {
        int end = octets.length;
        if (end >= 2 && octets[end - 1] == '\n' && octets[end - 2] == '\r' && (end == 2 || octets[end - 3] == '\n')) {
            end -= 2;
        }
        return Arrays.copyOf(octets, end);
    }
}
