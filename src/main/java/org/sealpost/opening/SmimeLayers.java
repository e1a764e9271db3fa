package org.sealpost.opening;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.SplitEntity;
import org.sealpost.smime.EntityHead;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeOpened;
import org.sealpost.smime.SmimeSignature;

/** Layers of S/MIME (RFC 8551 §3). Signatures are judged by the certificate that came with them; who believes it is asked when they are shown. */
final class SmimeLayers {

    private final SmimeEntities entities;

    SmimeLayers(SmimeEntities entities) {
        this.entities = entities;
    }

    /** How the message's outermost layer is taken off; empty if it has none of this standard. */
    Optional<Layer.Around> around(RawMessage message, HeaderFields header) {
        return switch (EntityHead.of(head(header)).kind()) {
            case ENVELOPED -> Optional.of(new Layer.Around(Standard.SMIME, true, (known, shelf) -> decrypted(message, header, known, shelf)));
            case SIGNED, SIGNED_APART -> Optional.of(new Layer.Around(Standard.SMIME, false, (known, shelf) -> verified(message, header, known, shelf)));
            case OTHER -> Optional.empty();
        };
    }

    private Layer decrypted(RawMessage message, HeaderFields header, Knowledge known, Shelf shelf) throws IOException, NotOpened {
        try (Shelf.Sheet sheet = shelf.begin(); InputStream entity = entity(message)) {
            SmimeOpened opened = entities.open(entity, sheet.out(), known.keys(Standard.SMIME), known.signers(Standard.SMIME));
            List<Signed> signatures = judged(opened.signatures(), header);
            boolean good = signatures.stream().anyMatch(one -> one.found().standing() == Standing.GOOD);
            return new Layer(Standard.SMIME, Optional.of(opened.cipher()), opened.sealed() || good, signatures,
                    carried(opened.signatures(), header), sheet.finish());
        }
    }

    private Layer verified(RawMessage message, HeaderFields header, Knowledge known, Shelf shelf) throws IOException, NotOpened {
        try (Shelf.Sheet sheet = shelf.begin(); InputStream entity = entity(message)) {
            List<SmimeSignature> signatures = entities.verify(entity, sheet.out(), known.signers(Standard.SMIME));
            return new Layer(Standard.SMIME, Optional.empty(), true, judged(signatures, header), carried(signatures, header), sheet.finish());
        }
    }

    /** The entity has no fields but those about its content: a mail's header may be longer than what is looked at for them. */
    private static InputStream entity(RawMessage message) throws IOException {
        InputStream octets = message.open();
        SplitEntity split = SplitEntity.of(octets);
        return new SequenceInputStream(new ByteArrayInputStream(head(split.header())), split.rest()) {
            @Override
            public void close() throws IOException {
                octets.close();
            }
        };
    }

    private static byte[] head(HeaderFields header) {
        StringBuilder head = new StringBuilder();
        for (String name : List.of("Content-Type", "Content-Transfer-Encoding")) {
            header.bodies(name).forEach(body -> head.append(name).append(": ").append(body.replaceAll("[\\r\\n]+", " ")).append("\r\n"));
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** What the signature is worth if its certificate is believed; of somebody else's than the author's it is worth what an unknown one is. */
    private static List<Signed> judged(List<SmimeSignature> signatures, HeaderFields header) {
        return signatures.stream().map(one -> {
            SignatureFound found = one.ifBelieved();
            boolean stranger = found.standing() == Standing.GOOD && !namesAuthor(one, header);
            String fingerprint = found.fingerprint().toUpperCase(Locale.ROOT);
            return new Signed(Standard.SMIME, new SignatureFound(stranger ? Standing.UNKNOWN_SIGNER : found.standing(), fingerprint, found.made()));
        }).toList();
    }

    private static List<Carried> carried(List<SmimeSignature> signatures, HeaderFields header) {
        List<Carried> carried = new ArrayList<>();
        for (SmimeSignature one : signatures) {
            if (one.ifBelieved().standing() == Standing.GOOD && namesAuthor(one, header)) {
                one.signer().ifPresent(signer -> carried.add(new Carried(
                        signer.with(one.carried().stream().filter(other -> !other.equals(signer)).toList()), one.reads(), one.ifBelieved().made())));
            }
        }
        return carried;
    }

    private static boolean namesAuthor(SmimeSignature signature, HeaderFields header) {
        Set<Address> authors = header.everybody("From").stream().map(Correspondent::address).collect(Collectors.toSet());
        return header.count("From") == 1 && authors.size() == 1
                && signature.signer().filter(signer -> signer.addresses().containsAll(authors)).isPresent();
    }
}
