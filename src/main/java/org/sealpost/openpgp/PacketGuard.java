package org.sealpost.openpgp;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.bouncycastle.bcpg.PacketTags;

/**
 * Watches the packets go by (RFC 9580 §4.2), so that nothing behind it is made to hold a big one in memory or to take a cut stream for a
 * whole one. The octets stay as they are.
 */
final class PacketGuard extends FilterInputStream {

    /** These are never held whole. */
    private static final Set<Integer> STREAMED = Set.of(PacketTags.COMPRESSED_DATA, PacketTags.SYMMETRIC_KEY_ENC, PacketTags.LITERAL_DATA,
            PacketTags.SYM_ENC_INTEGRITY_PRO, PacketTags.AEAD_ENC_DATA);
    private static final int PADDING = 8 * 1_024 * 1_024;

    private enum At { TAG, LENGTH, SECOND, FOUR, BODY }

    private final Limits limits;
    private At at = At.TAG;
    private int tag;
    private int packets;
    private int missing;
    private long left;
    private boolean partial;
    private boolean endless;

    PacketGuard(InputStream in, Limits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int from, int count) throws IOException {
        int got = in.read(octets, from, count);
        if (got < 0) {
            if (at != At.TAG && !endless) {
                throw new EOFException("a packet is cut");
            }
            return -1;
        }
        for (int next = from; next < from + got;) {
            if (at == At.BODY) {
                next += skip(from + got - next);
            } else {
                header(octets[next++] & 0xff);
            }
        }
        return got;
    }

    private int skip(int available) {
        if (endless) {
            return available;
        }
        int skipped = (int) Math.min(left, available);
        left -= skipped;
        if (left == 0) {
            at = partial ? At.LENGTH : At.TAG;
        }
        return skipped;
    }

    private void header(int octet) throws IOException {
        switch (at) {
            case TAG -> tag(octet);
            case LENGTH -> length(octet);
            case SECOND -> body((left << 8) + octet + 192, false);
            case FOUR -> {
                left = left << 8 | octet;
                missing--;
                if (missing == 0) {
                    body(left, false);
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    private void tag(int octet) throws IOException {
        if ((octet & 0x80) == 0) {
            throw new IOException("no packet");
        }
        packets++;
        if (packets > limits.packets()) {
            throw new Limits.Passed("packets");
        }
        partial = false;
        left = 0;
        if ((octet & 0x40) != 0) {
            tag = octet & 0x3f;
            at = At.LENGTH;
            return;
        }
        tag = (octet & 0x3f) >> 2;
        if ((octet & 3) == 3) {
            refuseUnlessStreamed();
            endless = true;
            at = At.BODY;
        } else {
            missing = 1 << (octet & 3);
            at = At.FOUR;
        }
    }

    private void length(int octet) throws IOException {
        if (octet < 192) {
            body(octet, false);
        } else if (octet < 224) {
            left = octet - 192;
            at = At.SECOND;
        } else if (octet < 255) {
            refuseUnlessStreamed();
            body(1L << (octet & 0x1f), true);
        } else {
            left = 0;
            missing = 4;
            at = At.FOUR;
        }
    }

    private void body(long length, boolean more) throws IOException {
        int most = tag == PacketTags.PADDING ? PADDING : limits.packet();
        if (!STREAMED.contains(tag) && length > most || length > Integer.MAX_VALUE) {
            throw new Limits.Passed("octets of a packet");
        }
        left = length;
        partial = more;
        at = length == 0 ? (more ? At.LENGTH : At.TAG) : At.BODY;
    }

    private void refuseUnlessStreamed() throws IOException {
        if (!STREAMED.contains(tag)) {
            throw new IOException("a packet without a length");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
