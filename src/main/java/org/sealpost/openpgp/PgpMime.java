package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;

/**
 * Messages in PGP/MIME (RFC 3156) with protected headers (RFC 9788). Everything streams; a message to be signed or whose signature is
 * checked is read twice.
 */
public final class PgpMime {

    private static final String CRLF = "\r\n";
    private static final String SHA512 = "pgp-sha512";

    private final OpenPgp pgp;
    private final SecureRandom random;

    public PgpMime(OpenPgp pgp, SecureRandom random) {
        this.pgp = pgp;
        this.random = random;
    }

    /**
     * Writes the message encrypted, its header inside, and signed inside if there is a signer.
     *
     * @param subject that stands outside, for example {@link ProtectedHeader#NEUTRAL_SUBJECT}
     * @param to stays open
     * @throws UnfitKey before anything is written
     */
    public void encrypt(RawMessage message, String subject, OutputStream to, List<Certificate> recipients, Optional<SecretKey> signer)
            throws IOException, UnfitKey {
        try (InputStream octets = message.open()) {
            SplitEntity original = SplitEntity.of(octets);
            ProtectedHeader header = new ProtectedHeader(original.header());
            String boundary = boundary();
            String preface = new String(header.outside(subject), StandardCharsets.ISO_8859_1) + "MIME-Version: 1.0" + CRLF
                    + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";" + CRLF + " boundary=\"" + boundary + "\"" + CRLF
                    + CRLF + "--" + boundary + CRLF + "Content-Type: application/pgp-encrypted" + CRLF + CRLF + "Version: 1" + CRLF
                    + CRLF + "--" + boundary + CRLF + "Content-Type: application/octet-stream; name=\"encrypted.asc\"" + CRLF
                    + "Content-Disposition: inline; filename=\"encrypted.asc\"" + CRLF + CRLF;
            Armored armored = new Armored(to, preface);
            pgp.encrypt(entity(header.insideCipher(subject), original.rest()), armored, recipients, signer);
            armored.close();
            write(to, CRLF + "--" + boundary + "--" + CRLF);
        }
    }

    /**
     * Writes the message signed, its header once more inside.
     *
     * @param to stays open
     * @throws UnfitKey before anything is written
     */
    public void sign(RawMessage message, OutputStream to, SecretKey signer) throws IOException, UnfitKey {
        byte[] signature;
        try (InputStream octets = message.open()) {
            signature = pgp.sign(signed(SplitEntity.of(octets)), signer);
        }
        try (InputStream octets = message.open()) {
            SplitEntity original = SplitEntity.of(octets);
            String boundary = boundary();
            to.write(new ProtectedHeader(original.header()).outside());
            write(to, "MIME-Version: 1.0" + CRLF + "Content-Type: multipart/signed; micalg=" + SHA512 + ";" + CRLF
                    + " protocol=\"application/pgp-signature\";" + CRLF + " boundary=\"" + boundary + "\"" + CRLF + CRLF
                    + "--" + boundary + CRLF);
            signed(original).transferTo(to);
            write(to, CRLF + "--" + boundary + CRLF + "Content-Type: application/pgp-signature; name=\"signature.asc\"" + CRLF + CRLF
                    + Armor.written(signature, Armor.Kind.SIGNATURE) + CRLF + "--" + boundary + "--" + CRLF);
        }
    }

    /** Whether the whole message is encrypted in PGP/MIME, whoever can open it. */
    public boolean isEncrypted(RawMessage message) throws IOException {
        return Wrapping.of(message).filter(found -> found.kind() == Wrapping.Kind.ENCRYPTED).isPresent();
    }

    /** Whether the whole message is signed in PGP/MIME, for whatever it's worth. */
    public boolean isSigned(RawMessage message) throws IOException {
        return Wrapping.of(message).filter(found -> found.kind() == Wrapping.Kind.SIGNED).isPresent();
    }

    /**
     * Opens a message that is encrypted as a whole.
     *
     * @param clear gets a MIME entity with its header, see {@link ProtectedHeader#restore}; worthless unless this returns; stays open
     * @throws NotOpened also if the message isn't in PGP/MIME
     */
    public Opened decrypt(RawMessage message, OutputStream clear, List<SecretKey> keys, List<Certificate> signers)
            throws IOException, NotOpened {
        Wrapping wrapping = Wrapping.of(message).filter(found -> found.kind() == Wrapping.Kind.ENCRYPTED)
                .orElseThrow(() -> new NotOpened(NotOpened.Why.MALFORMED, "not encrypted in PGP/MIME"));
        try (InputStream octets = message.open()) {
            return pgp.decrypt(wrapping.sealed(octets), clear, keys, signers);
        }
    }

    /**
     * Checks a message that is signed as a whole.
     *
     * @param signed gets the MIME entity that is signed, with its header; stays open
     * @return what each signature proves; none if the message isn't signed in PGP/MIME
     */
    public List<SignatureFound> verify(RawMessage message, OutputStream signed, List<Certificate> signers) throws IOException {
        Optional<Wrapping> wrapping = Wrapping.of(message).filter(found -> found.kind() == Wrapping.Kind.SIGNED);
        if (wrapping.isEmpty()) {
            return List.of();
        }
        try (InputStream octets = message.open()) {
            wrapping.get().signed(octets).transferTo(signed);
        }
        try (InputStream octets = message.open()) {
            return pgp.verify(wrapping.get().signed(octets), wrapping.get().signature(), signers);
        }
    }

    private static InputStream signed(SplitEntity original) {
        return entity(new ProtectedHeader(original.header()).insideClear(), original.rest());
    }

    private static InputStream entity(byte[] header, InputStream body) {
        return new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(header),
                new ByteArrayInputStream(CRLF.getBytes(StandardCharsets.US_ASCII))), body);
    }

    private String boundary() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return "=_" + HexFormat.of().formatHex(octets);
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes what stands before the armor when the first octet comes, so that a key that is refused leaves nothing behind. */
    private static final class Armored extends FilterOutputStream {

        private final String preface;
        private OutputStream armor;

        Armored(OutputStream to, String preface) {
            super(to);
            this.preface = preface;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            if (armor == null) {
                PgpMime.write(out, preface);
                armor = Armor.writing(out, Armor.Kind.MESSAGE);
            }
            armor.write(octets, from, count);
        }

        @Override
        public void close() throws IOException {
            armor.close();
        }
    }
}
