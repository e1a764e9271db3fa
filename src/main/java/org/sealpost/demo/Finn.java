package org.sealpost.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;
import org.sealpost.openpgp.Autocrypt;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;
import org.sealpost.openpgp.PgpMime;

/** Finn's mail program, which speaks OpenPGP (PGP/MIME, Autocrypt, the key directory of the author's domain). */
final class Finn implements Peer {

    /** Of his newest messages, those in which a key is looked for. */
    private static final int LOOKED_THROUGH = 20;

    private final FinnsKeys keys;
    private final Mailboxes mailboxes;
    private final Function<Address, Optional<Certificate>> directory;
    private final InstantSource clock;
    private final OpenPgp pgp;
    private final PgpMime mime;

    /** @param directory what the domain of an address publishes */
    Finn(FinnsKeys keys, Mailboxes mailboxes, Function<Address, Optional<Certificate>> directory, InstantSource clock, SecureRandom random) {
        this.keys = keys;
        this.mailboxes = mailboxes;
        this.directory = directory;
        this.clock = clock;
        this.pgp = new OpenPgp(clock, random);
        this.mime = new PgpMime(pgp, random);
    }

    @Override
    public Correspondent who() {
        return Correspondent.FINN;
    }

    @Override
    public Optional<Unsealed> read(byte[] octets) throws IOException {
        RawMessage message = RawMessage.of(octets);
        HeaderFields outer = SplitEntity.of(message.open()).header();
        if (!mime.isEncrypted(message) && !mime.isSigned(message)) {
            return Optional.empty();
        }
        Optional<Found> unjudged = open(message, List.of());
        if (unjudged.isEmpty()) {
            return Optional.empty();
        }
        HeaderFields header = ProtectedHeader.restore(outer, SplitEntity.of(RawMessage.of(unjudged.get().entity()).open()).header()).fields();
        Optional<Certificate> signer = author(header).flatMap(directory).or(() -> handedOut(header, outer));
        Found judged = open(message, signer.stream().toList()).orElseThrow();
        SplitEntity entity = SplitEntity.of(RawMessage.of(judged.entity()).open());
        boolean good = judged.signatures().stream().anyMatch(one -> one.standing() == SignatureFound.Standing.GOOD) && names(signer, header);
        return Optional.of(new Unsealed(judged.cipher(), header, OpenedMail.of(Letters.joined(header, entity.rest())),
                Unsealed.sentence(judged.signatures(), author(header), good), good));
    }

    @Override
    public byte[] signed(byte[] clear) throws IOException, UnfitKey {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        mime.sign(RawMessage.of(clear), message, keys.newest());
        return handingOut(message.toByteArray());
    }

    @Override
    public Optional<byte[]> sealed(byte[] clear, String to) throws IOException, UnfitKey {
        Optional<Certificate> theirs = of(Address.of(to));
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        mime.encrypt(RawMessage.of(clear), ProtectedHeader.NEUTRAL_SUBJECT, message, List.of(theirs.get()), Optional.of(keys.newest()));
        return Optional.of(handingOut(message.toByteArray()));
    }

    /** The same in somebody else's hands: signed with a key that has Finn's name and isn't his. */
    byte[] forged(byte[] clear) throws IOException, UnfitKey {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        SecretKey other = pgp.generate(FinnsKeys.NAME + " <" + who().address() + ">", Duration.ofDays(30));
        mime.sign(RawMessage.of(clear), message, other);
        return message.toByteArray();
    }

    void changeKey() throws IOException {
        keys.change();
    }

    private Optional<Certificate> of(Address address) throws IOException {
        List<Arrival> arrivals = new ArrayList<>(mailboxes.of(who()));
        Collections.reverse(arrivals);
        for (Arrival arrival : arrivals.subList(0, Math.min(arrivals.size(), LOOKED_THROUGH))) {
            HeaderFields outer = SplitEntity.of(RawMessage.of(arrival.octets()).open()).header();
            Optional<Unsealed> read = read(arrival.octets());
            HeaderFields inner = read.map(Unsealed::header).orElse(outer);
            if (author(inner).equals(Optional.of(address))) {
                Optional<Certificate> handedOut = handedOut(inner, outer);
                if (handedOut.isPresent()) {
                    return handedOut;
                }
            }
        }
        return directory.apply(address);
    }

    /** In a message's header, inside or out. */
    private static Optional<Certificate> handedOut(HeaderFields inner, HeaderFields outer) {
        return Autocrypt.of(inner).or(() -> Autocrypt.of(outer)).map(Autocrypt.Header::certificate);
    }

    private static Optional<Address> author(HeaderFields header) {
        return Letters.author(header);
    }

    private boolean names(Optional<Certificate> signer, HeaderFields header) {
        try {
            Optional<Address> author = author(header);
            return signer.isPresent() && author.isPresent()
                    && pgp.keys().certificate(signer.get().octets()).names(author.get(), clock.instant());
        } catch (UnfitKey e) {
            return false;
        }
    }

    private Optional<Found> open(RawMessage message, List<Certificate> signers) throws IOException {
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        if (!mime.isEncrypted(message)) {
            List<SignatureFound> signatures = mime.verify(message, entity, signers);
            return Optional.of(new Found(Optional.empty(), signatures, entity.toByteArray()));
        }
        try {
            var opened = mime.decrypt(message, entity, keys.all(), signers);
            return Optional.of(new Found(Optional.of(opened.cipher()), opened.signatures(), entity.toByteArray()));
        } catch (NotOpened e) {
            return Optional.empty();
        }
    }

    /** With his certificate in the header (Autocrypt Level 1 §2.1). */
    private byte[] handingOut(byte[] message) throws IOException, UnfitKey {
        OpenPgpCertificate own = pgp.keys().certificate(keys.certificate().octets());
        SplitEntity split = SplitEntity.of(RawMessage.of(message).open());
        split.header().prepend(Autocrypt.FIELD, Autocrypt.written(Address.of(who().address()), true, own, pgp.keys()).orElseThrow());
        return Letters.joined(split.header(), split.rest());
    }

    private record Found(Optional<String> cipher, List<SignatureFound> signatures, byte[] entity) { }
}
