package org.sealpost.smime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/**
 * Base64 (RFC 2045 §6.8) in which nothing but its alphabet and line ends may stand: readers that skip the rest would take for whole what was
 * changed on the way.
 */
final class StrictBase64 extends FilterInputStream {

    private boolean padded;

    private StrictBase64(InputStream in) {
        super(in);
    }

    static InputStream decoding(InputStream base64) {
        return Base64.getMimeDecoder().wrap(new StrictBase64(base64));
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            check(octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = in.read(into, from, most);
        for (int i = from; i < from + count; i++) {
            check(into[i] & 0xFF);
        }
        return count;
    }

    private void check(int octet) throws IOException {
        boolean space = octet == '\r' || octet == '\n' || octet == ' ' || octet == '\t';
        boolean digit = octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z' || octet >= '0' && octet <= '9' || octet == '+' || octet == '/';
        padded |= octet == '=';
        if (!space && octet != '=' && (padded || !digit)) {
            throw new BerGuard.Unreadable("no base64");
        }
    }
}
