package org.sealpost.smime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.SignatureJudge.Known;

/**
 * S/MIME (RFC 8551) over CMS (RFC 5652, RFC 5083). What is encrypted is a MIME entity; a signature inside is an entity around it, as mail
 * programs want it. Who vouches for a certificate is asked of {@link CertificateChain}, not here.
 */
public final class Smime implements EndToEnd {

    private final InstantSource clock;
    private final SecureRandom random;
    private final Limits limits;
    private final Fitness fitness;
    private final Signer signer;
    private final SignedLayer signed;
    private final Opener opener;
    private final Sealer sealer;
    private final EntityWriter writer;

    public Smime(InstantSource clock, SecureRandom random) {
        this(clock, random, AlgorithmPolicy.usual(), Limits.usual());
    }

    public Smime(InstantSource clock, SecureRandom random, AlgorithmPolicy policy, Limits limits) {
        this.clock = clock;
        this.random = random;
        this.limits = limits;
        Provider provider = new BouncyCastleProvider();
        fitness = new Fitness(policy);
        signer = new Signer(random);
        signed = new SignedLayer(new SignatureJudge(policy, fitness, provider), limits);
        opener = new Opener(policy, limits, provider, random, signed);
        sealer = new Sealer(random, provider, fitness, signer);
        writer = new EntityWriter(sealer, signer, random);
    }

    @Override
    public SecretKey generate(String person, Duration life) {
        return generate(person, life, KeyKind.EC_P256);
    }

    /** A key with a certificate that it signed itself: good for whoever pins it. From an authority one comes by way of {@link Csr}. */
    public SecretKey generate(String person, Duration life, KeyKind kind) {
        return SelfSigned.make(Person.of(person), life, kind, clock.instant(), random).secret();
    }

    /** @throws IllegalArgumentException if it is no key */
    @Override
    public Certificate certificate(SecretKey key) {
        try {
            Identity identity = Identity.of(key);
            return identity.certificate().with(identity.above());
        } catch (UnfitKey e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> by) throws IOException, UnfitKey {
        sealer.seal(clear, sealed, all(recipients), identity(by), clock.instant());
    }

    /**
     * The same to recipients of whose programs something is known: AuthEnvelopedData if all of them read it, RSA-OAEP to each who reads it.
     *
     * @throws UnfitKey before anything is written
     */
    public void encryptTo(InputStream clear, OutputStream sealed, List<SmimeRecipient> recipients, Optional<SecretKey> by) throws IOException, UnfitKey {
        sealer.seal(clear, sealed, recipients, identity(by), clock.instant());
    }

    @Override
    public Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        return open(sealed, clear, keys, signers).opened();
    }

    /** Like {@link #decrypt}, with everything that is known of the signatures. */
    public SmimeOpened open(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        return opener.open(sealed, clear, identities(keys), Known.of(signers), clock.instant());
    }

    @Override
    public byte[] sign(InputStream octets, SecretKey by) throws IOException, UnfitKey {
        return signer.apart(octets, signing(by), clock.instant());
    }

    @Override
    public List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
        return examine(octets, signature, signers).stream().map(SmimeSignature::found).toList();
    }

    /** Like {@link #verify}, with everything that is known of the signatures. */
    public List<SmimeSignature> examine(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
        Digests digests = new Digests();
        octets.transferTo(digests.beside(OutputStream.nullOutputStream()));
        return signed.apart(digests, signature, Known.of(signers), clock.instant());
    }

    /**
     * Writes a MIME entity, encrypted (RFC 8551 §3.3, §3.4), beginning with its Content fields.
     *
     * @throws UnfitKey before anything is written
     */
    public void writeEnveloped(InputStream entity, OutputStream out, List<SmimeRecipient> recipients, Optional<SecretKey> by)
            throws IOException, UnfitKey {
        writer.enveloped(entity, out, recipients, identity(by), clock.instant());
    }

    /**
     * Writes a MIME entity and its signature as multipart/signed (RFC 8551 §3.5.3), which everybody can read.
     *
     * @param entity with CRLF at each line's end and of seven bits (§3.1)
     * @throws UnfitKey before anything is written
     */
    public void writeSigned(InputStream entity, OutputStream out, SecretKey by) throws IOException, UnfitKey {
        writer.signed(entity, out, signing(by), clock.instant());
    }

    /**
     * Opens an encrypted MIME entity.
     *
     * @param entity from its header on
     * @param clear gets the entity that is inside, as in {@link #decrypt}
     */
    public SmimeOpened openEntity(InputStream entity, OutputStream clear, List<SecretKey> keys, List<Certificate> signers)
            throws IOException, NotOpened {
        Source source = new Source(entity);
        BufferedInputStream in = new BufferedInputStream(source);
        EntityHead head = EntityHead.peek(in);
        if (head.kind() != EntityHead.Kind.ENVELOPED) {
            throw new NotOpened(NotOpened.Why.MALFORMED, "no encrypted entity");
        }
        in.skipNBytes(head.octets());
        try {
            return open(SignedLayer.body(in, head), clear, keys, signers);
        } catch (BerGuard.Unreadable e) {
            throw Failure.of(e);
        }
    }

    /**
     * Verifies a signed MIME entity of either form (RFC 8551 §3.5), and passes on what is signed and nothing else.
     *
     * @param entity from its header on
     * @param content gets the entity that is inside; may be shown only if this returns, and as signed only as the signatures say
     * @throws NotOpened MALFORMED if it isn't exactly a signed entity; LIMIT
     */
    public List<SmimeSignature> readSigned(InputStream entity, OutputStream content, List<Certificate> signers) throws IOException, NotOpened {
        Source source = new Source(entity);
        Sink sink = new Sink(content, limits.clear());
        try {
            BufferedInputStream in = new BufferedInputStream(source);
            EntityHead.Kind kind = EntityHead.peek(in).kind();
            if (kind != EntityHead.Kind.SIGNED && kind != EntityHead.Kind.SIGNED_APART) {
                throw new BerGuard.Unreadable("no signed entity");
            }
            return signed.read(in, sink, Known.of(signers), clock.instant());
        } catch (IOException | CMSException | RuntimeException e) {
            source.check();
            sink.check();
            throw Failure.of(e);
        }
    }

    private static List<SmimeRecipient> all(List<Certificate> recipients) {
        return recipients.stream().map(one -> new SmimeRecipient(one, SmimeRecipient.Reads.WHAT_ALL_DO)).toList();
    }

    private Identity signing(SecretKey by) throws UnfitKey {
        Identity identity = Identity.of(by);
        fitness.mustSign(identity.certificate(), clock.instant());
        return identity;
    }

    private static Optional<Identity> identity(Optional<SecretKey> by) throws UnfitKey {
        return by.isPresent() ? Optional.of(Identity.of(by.get())) : Optional.empty();
    }

    /** What is no key opens nothing. */
    private static List<Identity> identities(List<SecretKey> keys) {
        List<Identity> identities = new ArrayList<>();
        for (SecretKey key : keys) {
            try {
                identities.add(Identity.of(key));
            } catch (UnfitKey e) {
                continue;
            }
        }
        return identities;
    }
}
