package org.sealpost.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.SplitEntity;
import org.sealpost.smime.CertificateChain;
import org.sealpost.smime.CertificateFiles;
import org.sealpost.smime.OpenedEntity;
import org.sealpost.smime.Pkcs12File;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient;
import org.sealpost.smime.SmimeSignature;

/** Mia's mail program, which speaks S/MIME and believes whom the demo's authority vouches for. */
final class Mia implements Peer {

    static final String NAME = "Mia Lindner";
    /** Of her newest messages, those in which a certificate is looked for. */
    private static final int LOOKED_THROUGH = 20;

    private final SecretKey key;
    /** Of authorities that are known to her, since they vouch for her. */
    private final List<SmimeCertificate> above;
    private final CertificateChain believed;
    private final Mailboxes mailboxes;
    private final InstantSource clock;
    private final SmimeEntities entities;

    /** @param published holds {@code mia.p12} and {@code demo-ca.pem} */
    Mia(Path published, Mailboxes mailboxes, InstantSource clock, SecureRandom random) throws IOException, UnfitKey {
        this.key = Pkcs12File.read(Files.readAllBytes(MailAuthority.Person.MIA.file(published)), DemoCa.PASSWORD.toCharArray());
        this.believed = new CertificateChain(CertificateFiles.read(Files.readAllBytes(published.resolve("demo-ca.pem"))), Set.of(),
                CertificateChain.Revocation.UNASKED);
        this.mailboxes = mailboxes;
        this.clock = clock;
        Smime smime = new Smime(clock, random);
        this.above = SmimeCertificate.chain(smime.certificate(key));
        this.entities = new SmimeEntities(smime, random);
    }

    @Override
    public Correspondent who() {
        return Correspondent.MIA;
    }

    @Override
    public Optional<Unsealed> read(byte[] octets) throws IOException {
        return open(octets).map(Found::unsealed);
    }

    @Override
    public byte[] signed(byte[] clear) throws IOException, UnfitKey {
        SplitEntity message = SplitEntity.of(new ByteArrayInputStream(clear));
        ProtectedHeader header = new ProtectedHeader(message.header());
        ByteArrayOutputStream whole = begun(header.outside());
        entities.writeSigned(entity(header.insideClear(), message.rest()), whole, key);
        return whole.toByteArray();
    }

    @Override
    public Optional<byte[]> sealed(byte[] clear, String to) throws IOException, UnfitKey {
        Optional<SmimeRecipient> theirs = of(Address.of(to));
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        SplitEntity message = SplitEntity.of(new ByteArrayInputStream(clear));
        ProtectedHeader header = new ProtectedHeader(message.header());
        ByteArrayOutputStream whole = begun(header.outside(ProtectedHeader.NEUTRAL_SUBJECT));
        entities.writeEnveloped(entity(header.insideCipher(ProtectedHeader.NEUTRAL_SUBJECT), message.rest()), whole, List.of(theirs.get()),
                Optional.of(key));
        return Optional.of(whole.toByteArray());
    }

    private Optional<SmimeRecipient> of(Address address) throws IOException {
        List<Arrival> arrivals = new ArrayList<>(mailboxes.of(who()));
        Collections.reverse(arrivals);
        for (Arrival arrival : arrivals.subList(0, Math.min(arrivals.size(), LOOKED_THROUGH))) {
            for (SmimeSignature signature : open(arrival.octets()).map(Found::signatures).orElse(List.of())) {
                if (isOf(signature, Optional.of(address))) {
                    return Optional.of(new SmimeRecipient(signature.signer().orElseThrow().with(signature.carried()),
                            signature.reads()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Found> open(byte[] octets) throws IOException {
        HeaderFields outer = SplitEntity.of(new ByteArrayInputStream(octets)).header();
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        try {
            var opened = entities.open(new ByteArrayInputStream(octets), entity, List.of(key), List.of());
            return Optional.of(found(outer, entity.toByteArray(), Optional.of(opened.cipher()), opened.signatures()));
        } catch (NotOpened e) {
            entity.reset();
        }
        try {
            List<SmimeSignature> signatures = entities.verify(new ByteArrayInputStream(octets), entity, List.of());
            return Optional.of(found(outer, entity.toByteArray(), Optional.empty(), signatures));
        } catch (NotOpened e) {
            return Optional.empty();
        }
    }

    private Found found(HeaderFields outer, byte[] entity, Optional<String> cipher, List<SmimeSignature> signatures) throws IOException {
        OpenedEntity opened = OpenedEntity.of(outer, new ByteArrayInputStream(entity),
                cipher.isPresent() ? ProtectedHeader.Kind.CIPHER : ProtectedHeader.Kind.CLEAR);
        HeaderFields header = opened.shown().fields();
        Optional<Address> author = Letters.author(header);
        boolean good = signatures.stream().anyMatch(one -> isOf(one, author));
        List<SignatureFound> found = signatures.stream().map(one -> isVouchedFor(one) ? one.ifBelieved() : one.found()).toList();
        return new Found(new Unsealed(cipher, header, OpenedMail.of(Letters.joined(header, opened.body())),
                Unsealed.sentence(found, author, good), good), signatures);
    }

    /** Whether it is good, and its certificate vouched for and this person's. */
    private boolean isOf(SmimeSignature signature, Optional<Address> person) {
        return isVouchedFor(signature) && signature.ifBelieved().standing() == SignatureFound.Standing.GOOD
                && person.isPresent() && signature.signer().orElseThrow().addresses().contains(person.get());
    }

    private boolean isVouchedFor(SmimeSignature signature) {
        Optional<SmimeCertificate> signer = signature.signer();
        List<SmimeCertificate> beside = Stream.concat(above.stream(), signature.carried().stream()).toList();
        return signer.isPresent() && believed.believed(signer.get(), beside, clock.instant()).isPresent();
    }

    private static ByteArrayOutputStream begun(byte[] header) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(header);
        whole.writeBytes("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
        return whole;
    }

    private static InputStream entity(byte[] header, InputStream body) {
        return new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(header), new ByteArrayInputStream(new byte[] {'\r', '\n'})), body);
    }

    private record Found(Unsealed unsealed, List<SmimeSignature> signatures) { }
}
