package org.sealpost.smime;

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
        Source source = new Source(sealed);
        return opener.open(source, source, clear, identities(keys), Known.of(signers), clock.instant());
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

    /** The body of an encrypted MIME entity, for {@link SmimeEntities}. */
    SmimeOpened openBody(InputStream body, EntityHead head, OutputStream clear, List<SecretKey> keys, List<Certificate> signers)
            throws IOException, NotOpened {
        Source source = new Source(body);
        try {
            return opener.open(source, SignedLayer.body(source, head), clear, identities(keys), Known.of(signers), clock.instant());
        } catch (BerGuard.Unreadable e) {
            throw Failure.of(e);
        }
    }

    /** The signature around a MIME entity, for {@link SmimeEntities}. */
    List<SmimeSignature> readSigned(InputStream entity, OutputStream content, List<Certificate> signers) throws IOException, NotOpened {
        Source source = new Source(entity);
        Sink sink = new Sink(content, limits.clear());
        try {
            return signed.read(source, sink, Known.of(signers), clock.instant());
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
