package org.sealpost.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Lets a message through octet by octet, but its header only once it is complete and was put right. */
public final class HeaderGate extends OutputStream {

    private static final int LONGEST = 256 * 1024;

    /** Changes the header, or refuses the message by an {@link IOException}. */
    public interface Warden {
        void inspect(HeaderFields header) throws IOException;
    }

    /** The header is longer than anybody's. */
    public static final class HeaderTooLong extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private final Warden warden;
    private final OutputStream next;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(4 * 1024);
    private boolean open;
    private int inLine;

    /** @param next gets the header's octets as they are then, and the rest as it comes; it isn't closed */
    public HeaderGate(Warden warden, OutputStream next) {
        this.warden = warden;
        this.next = next;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** @throws IOException whatever the warden or the next stream throws, and {@link HeaderTooLong} */
    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int i = offset;
        for (; !open && i < offset + length; i++) {
            take(octets[i]);
        }
        next.write(octets, i, offset + length - i);
    }

    /** Nothing more comes; a message may be all header. */
    public void finish() throws IOException {
        if (!open) {
            open();
        }
    }

    /** Lines end with CR LF and with nothing else: the wire saw to that. */
    private void take(byte octet) throws IOException {
        boolean end = octet == '\n' && inLine == 0;
        if (octet != '\r' && octet != '\n') {
            inLine++;
        } else if (octet == '\n') {
            inLine = 0;
        }
        header.write(octet);
        if (end) {
            open();
        } else if (header.size() > LONGEST) {
            throw new HeaderTooLong();
        }
    }

    private void open() throws IOException {
        open = true;
        byte[] octets = header.toByteArray();
        int length = inLine == 0 && endsWithEmptyLine(octets) ? octets.length - 2 : octets.length;
        HeaderFields fields = new HeaderFields(java.util.Arrays.copyOf(octets, length));
        warden.inspect(fields);
        next.write(fields.octets());
        next.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean endsWithEmptyLine(byte[] octets) {
        String end = new String(octets, Math.max(0, octets.length - 4), Math.min(4, octets.length), StandardCharsets.ISO_8859_1);
        return end.equals("\r\n\r\n") || octets.length == 2 && end.equals("\r\n");
    }
}
