package org.sealpost.openpgp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sealpost.mime.Base64Input;
import org.sealpost.mime.Base64Output;

/** ASCII armor (RFC 9580 §6), some thirty times as fast as the library's. No checksum is checked: it protects nothing (§6.1). */
final class Armor {

    /** What stands in the armor's first line. */
    enum Kind {
        MESSAGE("PGP MESSAGE"),
        PUBLIC_KEY("PGP PUBLIC KEY BLOCK"),
        PRIVATE_KEY("PGP PRIVATE KEY BLOCK"),
        SIGNATURE("PGP SIGNATURE");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int LINE = 64;
    /** The longest header of a packet, and the first octet behind it. */
    private static final int HEADER = 7;
    private static final int LONGEST = 10_000;
    private static final int MOST_BEFORE = 200;
    private static final byte[] CRLF = {'\r', '\n'};

    private Armor() { }

    /** Armors what is written; the stream behind stays open, and gets the last lines on close. */
    static OutputStream writing(OutputStream to, Kind kind) throws IOException {
        line(to, "-----BEGIN " + kind.words + "-----");
        line(to, "");
        OutputStream base64 = new Base64Output(to, LINE);
        Crc24 checksum = new Crc24();
        return new FilterOutputStream(base64) {
            private final ByteArrayOutputStream first = new ByteArrayOutputStream(HEADER);

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                first.write(octets, from, Math.min(count, Math.max(0, HEADER - first.size())));
                checksum.update(octets, from, count);
                out.write(octets, from, count);
            }

            @Override
            public void close() throws IOException {
                out.close();
                to.write(CRLF);
                if (!isOfVersion6(first.toByteArray())) {
                    line(to, "=" + Base64.getEncoder().encodeToString(checksum.octets()));
                }
                line(to, "-----END " + kind.words + "-----");
                to.flush();
            }
        };
    }

    static String written(byte[] octets, Kind kind) {
        ByteArrayOutputStream armored = new ByteArrayOutputStream();
        try (OutputStream armor = writing(armored, kind)) {
            armor.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return armored.toString(StandardCharsets.US_ASCII);
    }

    /** The first octet of the first packet's body: those of version 6 must not have a checksum (§6.1), GnuPG 2.2 reads no others without. */
    private static boolean isOfVersion6(byte[] start) {
        int length = start.length < 2 ? 0 : start[1] & 0xff;
        int version = length < 192 ? 2 : length < 224 ? 3 : 6;
        return version < start.length && start[version] == 6;
    }

    /** What is in the armor if there is any, otherwise the octets as they are. @throws IOException also if the armor is none */
    static InputStream reading(InputStream from) throws IOException {
        BufferedInputStream in = new BufferedInputStream(from, 16_384);
        in.mark(1);
        int first = in.read();
        in.reset();
        if (first < 0 || first >= 0x80) {
            return in;
        }
        int lines = 0;
        while (!line(in).startsWith("-----BEGIN PGP ")) {
            lines++;
            if (lines > MOST_BEFORE) {
                throw new IOException("no armor");
            }
        }
        while (!line(in).isBlank()) {
            lines++;
            if (lines > MOST_BEFORE) {
                throw new IOException("no end of the armor's header");
            }
        }
        return new Body(in);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() == LONGEST) {
                throw new IOException("no armor");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.write(CRLF);
    }

    /** The lines between header and tail, which starts with {@code =} (the checksum) or {@code -}. */
    private static final class Body extends Base64Input {

        Body(InputStream in) {
            super(in);
        }

        @Override
        protected boolean isTail(byte first) {
            return first == '-' || first == '=';
        }

        @Override
        protected void cut() throws IOException {
            throw new IOException("the armor has no end");
        }
    }
}
