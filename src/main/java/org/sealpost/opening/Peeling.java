package org.sealpost.opening;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.MediaType;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;
import org.sealpost.smime.OpenedEntity;

/** One message on its way from the outside to the inside. */
final class Peeling {

    /** More layers are no mail of anybody. */
    private static final int DEEPEST = 16;

    private final PgpLayers pgp;
    private final SmimeLayers smime;
    private final PartsApart parts;

    private final Knowledge known;
    private final List<Carried> carried = new ArrayList<>();
    private List<Signed> signatures = new ArrayList<>();
    private Optional<Standard> standard = Optional.empty();
    private Encryption encryption = Encryption.NONE;
    private String cipher = "";
    private boolean authenticated = true;
    private boolean headerProtected;
    private Layer.Around at;

    Peeling(PgpLayers pgp, SmimeLayers smime, PartsApart parts, Knowledge known) {
        this.pgp = pgp;
        this.smime = smime;
        this.parts = parts;
        this.known = known;
    }

    Optional<Outcome> of(RawMessage message, Watch shelf) throws IOException, NotOpened {
        RawMessage current = message;
        HeaderFields header = header(current);
        Set<Address> outside = authors(header);
        Optional<Layer.Around> next = around(current, header);
        for (int depth = 0; next.isPresent(); depth++) {
            at = next.get();
            standard = standard.or(() -> Optional.of(at.standard()));
            if (depth == DEEPEST) {
                throw new NotOpened(NotOpened.Why.LIMIT, "layers");
            }
            Layer layer = at.taking().now(known, shelf);
            note(layer);
            current = restored(header, layer, shelf);
            header = header(current);
            next = around(current, header);
        }
        List<Finding.Apart> apart = parts.of(current);
        if (standard.isEmpty() && apart.isEmpty()) {
            return Optional.empty();
        }
        boolean differs = !outside.equals(authors(header));
        Finding finding = new Finding(encryption, standard, cipher, authenticated, signatures, headerProtected, differs, apart,
                Known.digest(known));
        return Optional.of(new Outcome(standard.isEmpty() ? Optional.empty() : Optional.of(current), finding, authenticated ? carried : List.of()));
    }

    private Optional<Layer.Around> around(RawMessage current, HeaderFields header) throws IOException {
        Optional<MediaType> type = MediaType.of(header);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<Layer.Around> found = pgp.around(current, type.get());
        return found.isPresent() ? found : smime.around(current, header);
    }

    private void note(Layer layer) {
        if (layer.cipher().isPresent()) {
            // what was around it says nothing of what is inside: anybody may take it off, and put on their own
            signatures = new ArrayList<>(layer.signatures());
            headerProtected = false;
            carried.clear();
            authenticated &= layer.authenticated();
            cipher = cipher.isEmpty() ? layer.cipher().get() : cipher;
            encryption = Encryption.OPENED;
        } else {
            signatures.addAll(layer.signatures());
            // a good signature inside proves what a cipher that can't doesn't (RFC 8551 §6)
            authenticated |= layer.provesHeader();
        }
        carried.addAll(layer.carried());
    }

    /** The message without the layer, with the header that counts now. */
    private RawMessage restored(HeaderFields outer, Layer layer, Watch shelf) throws IOException {
        try (InputStream octets = layer.inside().open(); Shelf.Sheet sheet = shelf.begin()) {
            HeaderFields fields;
            InputStream body;
            if (!layer.provesHeader()) {
                SplitEntity inside = SplitEntity.of(octets);
                fields = ProtectedHeader.unproven(outer, inside.header());
                body = inside.rest();
            } else if (layer.standard() == Standard.SMIME) {
                OpenedEntity inside = OpenedEntity.of(outer, octets, layer.cipher().isPresent() ? ProtectedHeader.Kind.CIPHER : ProtectedHeader.Kind.CLEAR);
                headerProtected |= inside.shown().kind().isPresent();
                fields = inside.shown().fields();
                body = inside.body();
            } else {
                SplitEntity inside = SplitEntity.of(octets);
                ProtectedHeader.Restored restored = ProtectedHeader.restore(outer, inside.header());
                headerProtected |= restored.kind().isPresent();
                fields = restored.fields();
                body = inside.rest();
            }
            known.admit(fields);
            sheet.out().write(fields.octets());
            sheet.out().write("\r\n".getBytes(US_ASCII));
            body.transferTo(sheet.out());
            return sheet.finish();
        }
    }

    /** Nothing of it is shown as opened. */
    Optional<Outcome> failed(NotOpened.Why why) {
        if (at == null) {
            return Optional.empty();
        }
        boolean encrypted = encryption != Encryption.NONE || at.encrypted();
        Encryption now = !encrypted ? Encryption.NONE : switch (why) {
            case NO_KEY -> Encryption.NO_KEY;
            case LIMIT -> Encryption.LIMIT;
            case BROKEN, MALFORMED -> Encryption.BROKEN;
        };
        List<Signed> left = encrypted ? List.of()
                : List.of(new Signed(standard.get(), new SignatureFound(Standing.BAD, "", Optional.empty())));
        return Optional.of(new Outcome(Optional.empty(), new Finding(now, standard, "", !encrypted, left, false, false, List.of(),
                Known.digest(known)), List.of()));
    }

    private static HeaderFields header(RawMessage message) throws IOException {
        try (InputStream octets = message.open()) {
            return SplitEntity.of(octets).header();
        }
    }

    private static Set<Address> authors(HeaderFields header) {
        return header.everybody("From").stream().map(Correspondent::address).collect(Collectors.toSet());
    }
}
