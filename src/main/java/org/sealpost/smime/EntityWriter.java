package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.UnfitKey;

/** Makes MIME entities of CMS messages (RFC 8551 §3): header fields about the content, an empty line, the body. */
final class EntityWriter {

    private static final int PIECE = 32 << 10;
    private static final int BOUNDARY = 16;

    private final Sealer sealer;
    private final Signer signer;
    private final SecureRandom random;

    EntityWriter(Sealer sealer, Signer signer, SecureRandom random) {
        this.sealer = sealer;
        this.signer = signer;
        this.random = random;
    }

    /** §3.3 and §3.4. @throws UnfitKey before anything is written */
    void enveloped(InputStream entity, OutputStream out, List<SmimeRecipient> recipients, Optional<Identity> by, Instant now)
            throws IOException, UnfitKey {
        boolean gcm = recipients.stream().allMatch(one -> one.reads() == SmimeRecipient.Reads.RFC_8551);
        String header = "Content-Type: application/pkcs7-mime;\r\n smime-type=" + (gcm ? "authEnveloped-data" : "enveloped-data")
                + "; name=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7m\"\r\n\r\n";
        try (Late late = new Late(out, header.getBytes(US_ASCII));
                OutputStream base64 = new BufferedOutputStream(Base64.getMimeEncoder().wrap(late), PIECE)) {
            sealer.seal(entity, base64, recipients, by, now);
        }
        out.write("\r\n".getBytes(US_ASCII));
    }

    /** Header first, once there is something to put below it. */
    private static final class Late extends OutputStream {

        private final OutputStream out;
        private byte[] header;

        Late(OutputStream out, byte[] header) {
            this.out = out;
            this.header = header;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            out.write(header);
            header = new byte[0];
            out.write(octets, from, count);
        }
    }

    /** §3.5.3: multipart/signed. @param entity with CRLF at each line's end, of seven bits, as it is to travel (§3.1) */
    void signed(InputStream entity, OutputStream out, Identity by, Instant now) throws IOException {
        byte[] drawn = new byte[BOUNDARY];
        random.nextBytes(drawn);
        String boundary = "signed-" + HexFormat.of().formatHex(drawn);
        out.write(("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256; boundary=\"" + boundary
                + "\"\r\n\r\n--" + boundary + "\r\n").getBytes(US_ASCII));
        byte[] signature = signer.apart(new FilterInputStream(entity) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int count = in.read(into, from, most);
                out.write(into, from, Math.max(0, count));
                return count;
            }
        }, by, now);
        out.write(("\r\n--" + boundary + "\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n").getBytes(US_ASCII));
        out.write(Base64.getMimeEncoder().encode(signature));
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
    }
}
