package org.sealpost.openpgp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.PartStream;
import org.sealpost.mime.SplitEntity;

/**
 * What PGP/MIME (RFC 3156) makes of a whole message: encrypted, signed, or neither. A message of which only a part is wrapped is neither: a
 * part is rendered apart, as what it is.
 *
 * @param boundary of the two parts
 * @param signature the second part's octets if it is signed, otherwise none
 */
record Wrapping(Kind kind, String boundary, byte[] signature) {

    enum Kind { ENCRYPTED, SIGNED }

    private static final int MAX_SIGNATURE = 256 * 1_024;
    private static final int MAX_BOUNDARY = 70;

    /** Reads all of the message once. @throws IOException also if it is too damaged to be split */
    static Optional<Wrapping> of(RawMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            SplitEntity outer = SplitEntity.of(octets);
            Optional<ContentType> type = type(outer.header());
            String boundary = type.map(one -> one.getParameter("boundary")).orElse(null);
            if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
                return Optional.empty();
            }
            PartStream parts = new PartStream(outer.rest(), boundary);
            if (is(type.get(), "multipart/encrypted", "application/pgp-encrypted")) {
                return encrypted(parts, boundary);
            }
            return is(type.get(), "multipart/signed", "application/pgp-signature") ? signed(parts, boundary) : Optional.empty();
        }
    }

    private static Optional<Wrapping> encrypted(PartStream parts, String boundary) throws IOException {
        boolean whole = parts.next() && hasType(SplitEntity.of(parts).header(), "application/pgp-encrypted")
                && parts.next() && hasType(SplitEntity.of(parts).header(), "application/octet-stream") && !parts.next();
        return whole ? Optional.of(new Wrapping(Kind.ENCRYPTED, boundary, new byte[0])) : Optional.empty();
    }

    private static Optional<Wrapping> signed(PartStream parts, String boundary) throws IOException {
        if (!parts.next() || !parts.next()) {
            return Optional.empty();
        }
        SplitEntity second = SplitEntity.of(parts);
        if (!hasType(second.header(), "application/pgp-signature")) {
            return Optional.empty();
        }
        byte[] signature = decoded(second).readNBytes(MAX_SIGNATURE);
        return parts.next() ? Optional.empty() : Optional.of(new Wrapping(Kind.SIGNED, boundary, signature));
    }

    /** The second part's content, if it is encrypted. @param octets of the same message, from its first octet */
    InputStream sealed(InputStream octets) throws IOException {
        PartStream parts = parts(octets);
        parts.next();
        parts.next();
        return decoded(SplitEntity.of(parts));
    }

    /** The first part with its header, octet for octet, if it is signed. @param octets of the same message, from its first octet */
    InputStream signed(InputStream octets) throws IOException {
        PartStream parts = parts(octets);
        parts.next();
        return parts;
    }

    private PartStream parts(InputStream octets) throws IOException {
        return new PartStream(SplitEntity.of(octets).rest(), boundary);
    }

    private static InputStream decoded(SplitEntity part) throws IOException {
        String encoding = part.header().words("Content-Transfer-Encoding").orElse("7bit").strip().toLowerCase(Locale.ROOT);
        if (!Arrays.asList("base64", "quoted-printable").contains(encoding)) {
            return part.rest();
        }
        try {
            return MimeUtility.decode(part.rest(), encoding);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static boolean is(ContentType type, String wanted, String protocol) {
        return type.match(wanted) && protocol.equalsIgnoreCase(type.getParameter("protocol"));
    }

    private static boolean hasType(HeaderFields header, String wanted) {
        return type(header).filter(type -> type.match(wanted)).isPresent();
    }

    private static Optional<ContentType> type(HeaderFields header) {
        if (header.count("Content-Type") != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ContentType(header.allWords("Content-Type").orElse("")));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wrapping one && kind == one.kind && boundary.equals(one.boundary) && Arrays.equals(signature, one.signature);
    }

    @Override
    public int hashCode() {
        return boundary.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + boundary;
    }
}
