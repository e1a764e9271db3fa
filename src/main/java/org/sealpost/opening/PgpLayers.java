package org.sealpost.opening;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MediaType;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.openpgp.InlinePgp;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;

/** Layers of OpenPGP: PGP/MIME (RFC 3156), and armor that is the whole text of a message of one part. */
final class PgpLayers {

    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

    private final OpenPgp pgp;
    private final PgpMime pgpMime;
    private final MessageReader reader = new MessageReader();

    PgpLayers(OpenPgp pgp, PgpMime pgpMime) {
        this.pgp = pgp;
        this.pgpMime = pgpMime;
    }

    /** How the message's outermost layer is taken off; empty if it has none of this standard. */
    Optional<Layer.Around> around(RawMessage message, MediaType type) throws IOException {
        if (type.isEncrypted() && pgpMime.isEncrypted(message)) {
            return Optional.of(new Layer.Around(Standard.OPENPGP, true, (known, shelf) -> decrypted(message, known, shelf)));
        }
        if (type.isSigned() && pgpMime.isSigned(message)) {
            return Optional.of(new Layer.Around(Standard.OPENPGP, false, (known, shelf) -> verified(message, known, shelf)));
        }
        if (!type.name().equals("text/plain")) {
            return Optional.empty();
        }
        return inline(message).filter(InlinePgp::whole).map(found -> new Layer.Around(Standard.OPENPGP, found.kind() == InlinePgp.Kind.MESSAGE,
                (known, shelf) -> opened(found, known, shelf)));
    }

    /** OpenPGP in the text of a message of one part, whole or not; empty if there is none. */
    Optional<InlinePgp> inline(RawMessage message) throws IOException {
        return InlinePgp.in(text(message));
    }

    /** Empty if the message has more than one part, or another one. */
    String text(RawMessage message) throws IOException {
        Reading reading = reader.read(message, false);
        return reading.html().isPresent() || !reading.attachments().isEmpty() || !reading.whole() ? "" : reading.text();
    }

    private Layer opened(InlinePgp found, Knowledge known, Shelf shelf) throws IOException, NotOpened {
        try (Shelf.Sheet sheet = shelf.begin()) {
            OutputStream out = sheet.out();
            out.write(TEXT.getBytes(US_ASCII));
            if (found.kind() == InlinePgp.Kind.MESSAGE) {
                Opened opened = pgp.decrypt(new ByteArrayInputStream(found.armored()), out, known.keys(Standard.OPENPGP), known.signers(Standard.OPENPGP));
                return encrypted(opened, sheet.finish());
            }
            out.write(found.signed());
            List<SignatureFound> signatures = pgp.verify(new ByteArrayInputStream(found.signed()), found.armored(), known.signers(Standard.OPENPGP));
            return signed(signatures, sheet.finish());
        }
    }

    private Layer decrypted(RawMessage message, Knowledge known, Shelf shelf) throws IOException, NotOpened {
        try (Shelf.Sheet sheet = shelf.begin()) {
            Opened opened = pgpMime.decrypt(message, sheet.out(), known.keys(Standard.OPENPGP), known.signers(Standard.OPENPGP));
            return encrypted(opened, sheet.finish());
        }
    }

    private Layer verified(RawMessage message, Knowledge known, Shelf shelf) throws IOException {
        try (Shelf.Sheet sheet = shelf.begin()) {
            List<SignatureFound> signatures = pgpMime.verify(message, sheet.out(), known.signers(Standard.OPENPGP));
            return signed(signatures, sheet.finish());
        }
    }

    private static Layer encrypted(Opened opened, RawMessage inside) {
        return new Layer(Standard.OPENPGP, Optional.of(opened.cipher()), opened.authenticated(), named(opened.signatures()), List.of(), inside);
    }

    private static Layer signed(List<SignatureFound> signatures, RawMessage inside) {
        return new Layer(Standard.OPENPGP, Optional.empty(), true, named(signatures), List.of(), inside);
    }

    private static List<Signed> named(List<SignatureFound> signatures) {
        return signatures.stream().map(one -> new Signed(Standard.OPENPGP, one)).toList();
    }
}
