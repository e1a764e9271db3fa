package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.Base64Output;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;

/** CMS messages as MIME entities (RFC 8551 §3): header fields about the content, an empty line, the body. */
public final class SmimeEntities {

    private static final int LINE = 76;
    private static final int BOUNDARY = 16;

    private final Smime smime;
    private final SecureRandom random;

    public SmimeEntities(Smime smime, SecureRandom random) {
        this.smime = smime;
        this.random = random;
    }

    /**
     * Writes a whole message encrypted, its header inside (RFC 9788), and signed inside if there is a signer.
     *
     * @param subject that stands outside, for example {@link ProtectedHeader#NEUTRAL_SUBJECT}
     * @param out stays open
     * @throws UnfitKey before anything is written
     */
    public void encrypt(RawMessage message, String subject, OutputStream out, List<SmimeRecipient> recipients, Optional<SecretKey> by)
            throws IOException, UnfitKey {
        try (InputStream octets = message.open()) {
            SplitEntity original = SplitEntity.of(octets);
            ProtectedHeader header = new ProtectedHeader(original.header());
            InputStream entity = new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(header.insideCipher(subject)),
                    new ByteArrayInputStream("\r\n".getBytes(US_ASCII))), original.rest());
            Late late = new Late(out, new String(header.outside(subject), ISO_8859_1) + "MIME-Version: 1.0\r\n");
            writeEnveloped(entity, late, recipients, by);
        }
    }

    /**
     * Writes an encrypted entity (§3.3, §3.4), beginning with its Content fields.
     *
     * @throws UnfitKey before anything is written
     */
    public void writeEnveloped(InputStream entity, OutputStream out, List<SmimeRecipient> recipients, Optional<SecretKey> by)
            throws IOException, UnfitKey {
        boolean gcm = recipients.stream().allMatch(one -> one.reads().isAuthEnveloped());
        Late late = new Late(out, "Content-Type: application/pkcs7-mime;\r\n smime-type=" + (gcm ? "authEnveloped-data" : "enveloped-data")
                + "; name=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7m\"\r\n\r\n");
        try (OutputStream base64 = new Base64Output(late, LINE)) {
            smime.encryptTo(entity, base64, recipients, by);
        }
        out.write("\r\n".getBytes(US_ASCII));
    }

    /**
     * Writes an entity and its signature as multipart/signed (§3.5.3), which everybody can read.
     *
     * @param entity with CRLF at each line's end and of seven bits (§3.1)
     * @throws UnfitKey before anything is written
     */
    public void writeSigned(InputStream entity, OutputStream out, SecretKey by) throws IOException, UnfitKey {
        byte[] drawn = new byte[BOUNDARY];
        random.nextBytes(drawn);
        String boundary = "signed-" + HexFormat.of().formatHex(drawn);
        Late late = new Late(out, "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256; boundary=\""
                + boundary + "\"\r\n\r\n--" + boundary + "\r\n");
        byte[] signature = smime.sign(new FilterInputStream(entity) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int count = in.read(into, from, most);
                late.write(into, from, Math.max(0, count));
                return count;
            }
        }, by);
        out.write(("\r\n--" + boundary + "\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n").getBytes(US_ASCII));
        out.write(Base64.getMimeEncoder().encode(signature));
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
    }

    /**
     * Opens an encrypted entity.
     *
     * @param entity from its header on
     * @param clear gets the entity that is inside, as in {@link Smime#decrypt}
     */
    public SmimeOpened open(InputStream entity, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        BufferedInputStream in = new BufferedInputStream(entity);
        EntityHead head = EntityHead.peek(in);
        if (head.kind() != EntityHead.Kind.ENVELOPED) {
            throw new NotOpened(NotOpened.Why.MALFORMED, "no encrypted entity");
        }
        in.skipNBytes(head.octets());
        return smime.openBody(in, head, clear, keys, signers);
    }

    /**
     * Verifies a signed entity of either form (§3.5), and passes on what is signed and nothing else.
     *
     * @param entity from its header on
     * @param content gets the entity that is inside; may be shown only if this returns, and as signed only as the signatures say
     * @throws NotOpened MALFORMED if it isn't exactly a signed entity; LIMIT
     */
    public List<SmimeSignature> verify(InputStream entity, OutputStream content, List<Certificate> signers) throws IOException, NotOpened {
        BufferedInputStream in = new BufferedInputStream(entity);
        EntityHead.Kind kind = EntityHead.peek(in).kind();
        if (kind != EntityHead.Kind.SIGNED && kind != EntityHead.Kind.SIGNED_APART) {
            throw new NotOpened(NotOpened.Why.MALFORMED, "no signed entity");
        }
        return smime.readSigned(in, content, signers);
    }

    /** Header first, once there is something to put below it. */
    private static final class Late extends OutputStream {

        private final OutputStream out;
        private byte[] header;

        Late(OutputStream out, String header) {
            this.out = out;
            this.header = header.getBytes(ISO_8859_1);
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
}
