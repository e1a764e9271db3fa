package org.sealpost.smime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Watches the ASN.1 (X.690, BER) of a CMS message on its way to the parser, which reads everything but the content into memory: nested too
 * deep, too much that is no content, or anything behind the end lets reading fail.
 */
final class BerGuard extends FilterInputStream {

    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int HIGH_TAG = 0x1F;
    private static final int INDEFINITE = 0x80;
    /** Of ContentInfo, its [0], the content type's own SEQUENCE and the SEQUENCE that holds the content (RFC 5652 §5.1, §6.1). */
    private static final int HOLDS_CONTENT = 4;

    private record Frame(int tag, long end, boolean content) { }

    private final Limits limits;
    private final Deque<Frame> open = new ArrayDeque<>();
    private long position;
    private long structure;
    private long skip;
    private boolean inContent;
    private int tag = -1;
    private int lengthOctets;
    private long length;
    private boolean begun;

    BerGuard(InputStream in, Limits limits) {
        super(in);
        this.limits = limits;
    }

    /** Whether the message was seen to its end. */
    boolean isWhole() {
        return begun && open.isEmpty() && tag < 0 && skip == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = super.read(into, from, most);
        int at = from;
        while (at < from + count) {
            if (skip > 0) {
                int some = (int) Math.min(skip, from + count - at);
                skip -= some;
                count(some, inContent);
                at += some;
                leave();
            } else {
                take(into[at++] & 0xFF);
            }
        }
        return count;
    }

    @Override
    public long skip(long octets) throws IOException {
        throw new IOException("every octet is looked at");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(int octet) throws IOException {
        if (begun && open.isEmpty() && tag < 0) {
            throw new Unreadable("octets behind the end");
        }
        begun = true;
        count(1, false);
        if (tag < 0) {
            tag = octet;
            if ((octet & HIGH_TAG) == HIGH_TAG) {
                throw new Unreadable("a tag that CMS doesn't have");
            }
            lengthOctets = -1;
        } else if (lengthOctets < 0) {
            first(octet);
        } else {
            length = length << 8 | octet;
            if (length > limits.sealed()) {
                throw new LimitPassed("a length of " + length + " octets");
            }
            if (--lengthOctets == 0) {
                enter(false);
            }
        }
    }

    private void first(int octet) throws IOException {
        if (octet < INDEFINITE) {
            length = octet;
            enter(false);
        } else if (octet == INDEFINITE) {
            enter(true);
        } else {
            lengthOctets = octet & 0x7F;
            length = 0;
            if (lengthOctets > Long.BYTES - 1) {
                throw new LimitPassed("a length of " + lengthOctets + " octets");
            }
        }
    }

    private void enter(boolean indefinite) throws IOException {
        int entered = tag;
        tag = -1;
        boolean constructed = (entered & CONSTRUCTED) != 0;
        boolean content = isContent(entered);
        if (entered == 0 && !open.isEmpty() && open.peek().end() < 0) {
            if (indefinite || length > 0) {
                throw new Unreadable("an end with something in it");
            }
            open.pop();
            leave();
        } else if (!constructed) {
            if (indefinite || !fits()) {
                throw new Unreadable("a primitive value without end, or longer than what it stands in");
            }
            skip = length;
            inContent = content;
            leave();
        } else {
            if (open.size() == limits.depth()) {
                throw new LimitPassed("nested deeper than " + limits.depth());
            }
            if (!indefinite && !fits()) {
                throw new Unreadable("longer than what it stands in");
            }
            open.push(new Frame(entered, indefinite ? -1 : position + length, content));
            leave();
        }
    }

    private boolean isContent(int entered) {
        return !open.isEmpty() && (open.peek().content()
                || open.size() == HOLDS_CONTENT && open.peek().tag() == SEQUENCE && (entered & ~CONSTRUCTED) == 0x80);
    }

    private boolean fits() {
        return open.stream().filter(frame -> frame.end() >= 0).findFirst().map(frame -> position + length <= frame.end()).orElse(true);
    }

    /** Out of everything that ends here. */
    private void leave() {
        while (skip == 0 && tag < 0 && !open.isEmpty() && open.peek().end() == position) {
            open.pop();
        }
    }

    private void count(int octets, boolean content) throws IOException {
        position += octets;
        structure += content || !open.isEmpty() && open.peek().content() ? 0 : octets;
        if (structure > limits.structure() || position > limits.sealed()) {
            throw new LimitPassed("more than is read");
        }
    }

    /** More than {@link Limits} allow. */
    static final class LimitPassed extends IOException {

        private static final long serialVersionUID = 1L;

        LimitPassed(String detail) {
            super(detail);
        }
    }

    /** No BER, or not of CMS. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(String detail) {
            super(detail);
        }
    }
}
