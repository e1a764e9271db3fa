package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The body of multipart/signed (RFC 1847 §2.1, RFC 8551 §3.5.3): exactly a part and its signature. Any other makeup is refused, and what stands
 * around the two parts isn't passed on, since nothing covers it.
 */
final class MultipartSigned {

    private static final int LINE = 8 << 10;

    private final String delimiter;
    private final Limits limits;

    /** @throws BerGuard.Unreadable if it is no boundary (RFC 2046 §5.1.1) */
    MultipartSigned(String boundary, Limits limits) throws BerGuard.Unreadable {
        if (!boundary.matches("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")) {
            throw new BerGuard.Unreadable("no boundary");
        }
        this.delimiter = "--" + boundary;
        this.limits = limits;
    }

    /** Writes the signed part, header and all. @return the signature, decoded */
    byte[] read(InputStream body, OutputStream part) throws IOException {
        Lines lines = new Lines(body);
        pass(lines, OutputStream.nullOutputStream(), false);
        pass(lines, part, false);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        pass(lines, new Sink(second, 2L * limits.structure()), true);
        body.transferTo(OutputStream.nullOutputStream());
        byte[] signature = second.toByteArray();
        String text = new String(signature, ISO_8859_1);
        EntityHead head = EntityHead.of(signature);
        if (!text.regionMatches(true, 0, "Content-", 0, 8) || !head.encoding().equals("base64")) {
            throw new BerGuard.Unreadable("no signature in the second part");
        }
        return new StrictBase64(new ByteArrayInputStream(signature, head.octets(), signature.length - head.octets())).readAllBytes();
    }

    /** Up to the next delimiter; the line end before that belongs to it. @param last whether it must be the closing one */
    private void pass(Lines lines, OutputStream to, boolean last) throws IOException {
        byte[] held = {};
        boolean begin = true;
        while (true) {
            byte[] piece = lines.next();
            if (piece == null) {
                throw new BerGuard.Unreadable("a part without end");
            }
            if (begin && isDelimiter(piece, last)) {
                return;
            }
            to.write(held, 0, held.length);
            int end = lineEnd(piece);
            to.write(piece, 0, piece.length - end);
            held = Arrays.copyOfRange(piece, piece.length - end, piece.length);
            begin = piece[piece.length - 1] == '\n';
        }
    }

    private boolean isDelimiter(byte[] piece, boolean last) throws BerGuard.Unreadable {
        String line = new String(piece, ISO_8859_1).stripTrailing();
        boolean closing = line.equals(delimiter + "--");
        if (!closing && !line.equals(delimiter)) {
            return false;
        }
        if (closing != last) {
            throw new BerGuard.Unreadable("not exactly two parts");
        }
        return true;
    }

    private static int lineEnd(byte[] piece) {
        int length = piece.length;
        if (piece[length - 1] != '\n') {
            return 0;
        }
        return length > 1 && piece[length - 2] == '\r' ? 2 : 1;
    }

    /** Lines with their ends; long ones in pieces. */
    private static final class Lines {

        private final InputStream in;
        private final byte[] line = new byte[LINE];
        private int pushed = -1;

        Lines(InputStream in) {
            this.in = in;
        }

        byte[] next() throws IOException {
            int length = 0;
            int octet = 0;
            while (length < LINE - 1 && octet != '\n') {
                octet = pushed >= 0 ? pushed : in.read();
                pushed = -1;
                if (octet < 0) {
                    break;
                }
                line[length++] = (byte) octet;
            }
            if (octet == '\r') {
                // never between CR and LF
                pushed = in.read();
                if (pushed == '\n') {
                    line[length++] = '\n';
                    pushed = -1;
                }
            }
            return length == 0 ? null : Arrays.copyOf(line, length);
        }
    }
}
