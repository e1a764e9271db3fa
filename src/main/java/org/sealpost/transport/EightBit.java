package org.sealpost.transport;

import java.io.IOException;
import java.io.InputStream;

/** Octets above 127, which a peer without 8BITMIME (RFC 6152) may destroy. */
final class EightBit {

    private EightBit() {
    }

    static boolean isIn(InputStream message) throws IOException {
        byte[] block = new byte[8_192];
        for (int read = message.read(block); read >= 0; read = message.read(block)) {
            for (int i = 0; i < read; i++) {
                if (block[i] < 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
