package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;

/** OpenPGP (RFC 9580, and what RFC 4880 calls so). Messages and signatures are written in binary and read in binary or armored. */
public final class OpenPgp implements EndToEnd {

    private static final int MAX_SIGNATURES = 16;
    private static final int MAX_SIGNATURE_OCTETS = 256 * 1_024;
    private static final int BUFFER = 32 * 1_024;

    private final InstantSource clock;
    private final KeyVersion made;
    private final Limits limits;
    private final Operators operators;
    private final AlgorithmPolicy policy = new AlgorithmPolicy();
    private final KeyReading reading;

    /** Makes keys of version 4. */
    public OpenPgp(InstantSource clock, SecureRandom random) {
        this(clock, random, KeyVersion.FOUR);
    }

    /** @param made of the keys that it makes; it uses those of both versions */
    public OpenPgp(InstantSource clock, SecureRandom random, KeyVersion made) {
        this(clock, random, made, Limits.OF_MAIL);
    }

    OpenPgp(InstantSource clock, SecureRandom random, KeyVersion made, Limits limits) {
        this.clock = clock;
        this.made = made;
        this.limits = limits;
        this.operators = new Operators(random);
        this.reading = new KeyReading(operators, policy);
    }

    /** Reads certificates for what they say. */
    public KeyReading keys() {
        return reading;
    }

    /** Reads and writes secret keys under a passphrase. */
    public KeyFiles files() {
        return new KeyFiles(operators, reading);
    }

    /** Prolongs keys and calls them back. */
    public KeyLife life() {
        return new KeyLife(operators, reading, clock);
    }

    @Override
    public SecretKey generate(String person, Duration life) {
        return new KeyMaking(operators).make(made, person, clock.instant(), life);
    }

    @Override
    public Certificate certificate(SecretKey key) {
        try {
            return reading.certificate(reading.key(key)).certificate();
        } catch (UnfitKey e) {
            throw new IllegalArgumentException("no key", e);
        }
    }

    @Override
    public void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> signer)
            throws IOException, UnfitKey {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("nobody to encrypt to");
        }
        List<OpenPgpCertificate> read = new ArrayList<>();
        for (Certificate recipient : recipients) {
            read.add(reading.certificate(recipient));
        }
        MessageForm form = MessageForm.of(read, clock.instant());
        Optional<PGPSignatureGenerator> signature = signer.isEmpty() ? Optional.empty() : Optional.of(begin(signer.get(), read));
        new MessageSealing(operators).seal(clear, sealed, form, signature);
    }

    @Override
    public Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened {
        SessionKeys ours = new SessionKeys(operators, reading, keys);
        SignatureCheck signatures = new SignatureCheck(operators, policy, reading, signers, ours.fingerprints(), clock.instant());
        return new MessageOpening(operators, policy, limits, new Passage(sealed, clear, limits), signatures).open(ours);
    }

    @Override
    public byte[] sign(InputStream octets, SecretKey signer) throws IOException, UnfitKey {
        PGPSignatureGenerator signature = begin(signer, List.of());
        byte[] some = new byte[BUFFER];
        for (int got = octets.read(some); got >= 0; got = octets.read(some)) {
            signature.update(some, 0, got);
        }
        try {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            signature.generate().encode(written);
            return written.toByteArray();
        } catch (PGPException e) {
            throw new IllegalStateException("a key that was found fit can't be used", e);
        }
    }

    @Override
    public List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException {
        SignatureCheck check = new SignatureCheck(operators, policy, reading, signers, Set.of(), clock.instant());
        List<SignatureCheck.Running> running = new ArrayList<>();
        try {
            for (PGPSignature one : signatures(signature)) {
                running.add(check.begin(one));
            }
        } catch (IOException | RuntimeException e) {
            return List.of(new SignatureFound(Standing.BAD, "", Optional.empty()));
        }
        byte[] some = new byte[BUFFER];
        for (int got = octets.read(some); got >= 0; got = octets.read(some)) {
            for (SignatureCheck.Running one : running) {
                one.update(some, 0, got);
            }
        }
        return running.stream().map(one -> one.end(null)).toList();
    }

    private List<PGPSignature> signatures(byte[] written) throws IOException {
        if (written.length > MAX_SIGNATURE_OCTETS) {
            throw new Limits.Passed("octets");
        }
        PGPObjectFactory packets = operators.implementation()
                .pgpObjectFactory(new PacketGuard(Armor.reading(new ByteArrayInputStream(written)), limits));
        List<PGPSignature> found = new ArrayList<>();
        for (Object next = packets.nextObject(); next != null; next = packets.nextObject()) {
            if (!(next instanceof PGPSignatureList some)) {
                throw new IOException("no signature");
            }
            some.forEach(found::add);
        }
        if (found.isEmpty() || found.size() > MAX_SIGNATURES) {
            throw new IOException("no signature, or too many");
        }
        return found;
    }

    private PGPSignatureGenerator begin(SecretKey signer, List<OpenPgpCertificate> recipients) throws UnfitKey {
        return new Signing(operators, reading).begin(signer, recipients, clock.instant());
    }
}
