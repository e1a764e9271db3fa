package org.sealpost.tlsrpt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks what a stranger packed: never to more than is expected of the few octets that came. */
final class Unpacking {

    /** What receivers commonly take (RFC 8460 §5.2). */
    static final int LARGEST = 10 * 1_024 * 1_024;
    private static final int GENEROUS = 256 * 1_024;
    private static final int MOST_TIMES = 100;

    private Unpacking() { }

    static boolean isPacked(byte[] octets) {
        return octets.length > 2 && octets[0] == 0x1f && (octets[1] & 0xff) == 0x8b;
    }

    static byte[] unpack(byte[] packed) throws MalformedReport {
        long most = Math.min(LARGEST, Math.max(GENEROUS, (long) packed.length * MOST_TIMES));
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] block = new byte[8_192];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                unpacked.write(block, 0, read);
                if (unpacked.size() > most) {
                    throw new MalformedReport("too large once unpacked");
                }
            }
        } catch (IOException e) {
            throw new MalformedReport("not packed as it says");
        }
        return unpacked.toByteArray();
    }
}
