package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRing;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPadding;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/** Reads keys from anywhere, binary or armored, one or several. What is no key or too much of one is malformed. */
public final class KeyReading {

    private static final int OCTETS = 2 * 1_024 * 1_024;
    private static final int USER_IDS = 100;
    private static final int KEYS = 50;
    private static final int CERTIFICATES = 20;
    private static final Limits LIMITS = new Limits(OCTETS, OCTETS, 1, 1, 5_000, 256 * 1_024);

    private final Operators operators;
    private final AlgorithmPolicy policy;

    KeyReading(Operators operators, AlgorithmPolicy policy) {
        this.operators = operators;
        this.policy = policy;
    }

    /** The only certificate in it. @throws UnfitKey if there is none, several, or one with secrets */
    public OpenPgpCertificate certificate(byte[] octets) throws UnfitKey {
        List<OpenPgpCertificate> found = certificates(octets);
        if (found.size() != 1) {
            throw malformed();
        }
        return found.get(0);
    }

    OpenPgpCertificate certificate(Certificate certificate) throws UnfitKey {
        return certificate(certificate.octets());
    }

    /** All certificates in it, at least one. @throws UnfitKey if anything in it isn't one */
    public List<OpenPgpCertificate> certificates(byte[] octets) throws UnfitKey {
        List<OpenPgpCertificate> found = new ArrayList<>();
        for (PGPKeyRing ring : rings(octets)) {
            if (!(ring instanceof PGPPublicKeyRing certificate)) {
                throw malformed();
            }
            found.add(certificate(certificate));
        }
        return found;
    }

    /** Whether it can be read as keys and one of them has secrets, locked or not. */
    public boolean holdsSecrets(byte[] octets) {
        try {
            return rings(octets).stream().anyMatch(PGPSecretKeyRing.class::isInstance);
        } catch (UnfitKey e) {
            return false;
        }
    }

    /**
     * The certificate with nothing in it but what its primary key signed.
     *
     * @throws UnfitKey if it claims to have signed itself more often than anybody does
     */
    public OpenPgpCertificate selfSigned(OpenPgpCertificate certificate) throws UnfitKey {
        return certificate(new SelfSigned(operators, certificate.inner().getPGPPublicKeyRing()).octets());
    }

    /**
     * The same with no user ids but those of this address, whose upper and lower case don't matter, for publishing: a Web Key Directory
     * tells of nobody's other addresses (draft-koch-openpgp-webkey-service §3.1).
     *
     * @throws UnfitKey as for {@link #selfSigned(OpenPgpCertificate)}, or MALFORMED if none is left
     */
    public OpenPgpCertificate selfSigned(OpenPgpCertificate certificate, Address only) throws UnfitKey {
        OpenPgpCertificate bare = certificate(new SelfSigned(operators, certificate.inner().getPGPPublicKeyRing(),
                id -> OpenPgpCertificate.address(id).filter(one -> one.toString().equalsIgnoreCase(only.toString())).isPresent()).octets());
        if (bare.inner().getAllUserIds().isEmpty()) {
            throw malformed();
        }
        return bare;
    }

    /**
     * What two copies of a certificate say together: what one of them knows stays known, above all a revocation.
     *
     * @throws UnfitKey if either claims to have signed itself more often than anybody does
     * @throws IllegalArgumentException if they are two certificates
     */
    public OpenPgpCertificate merged(OpenPgpCertificate one, OpenPgpCertificate other) throws UnfitKey {
        if (!one.fingerprint().equals(other.fingerprint())) {
            throw new IllegalArgumentException("two certificates");
        }
        try {
            PGPPublicKeyRing joined = PGPPublicKeyRing.join(selfSigned(one).inner().getPGPPublicKeyRing(),
                    selfSigned(other).inner().getPGPPublicKeyRing());
            return certificate(joined.getEncoded());
        } catch (PGPException | IOException e) {
            throw malformed();
        }
    }

    /**
     * The certificate with a revocation that came alone, as {@code gpg --gen-revoke} writes it.
     *
     * @param revocation binary, or armored like a key
     * @throws UnfitKey MALFORMED if it isn't one, or not one that the certificate's own key made
     */
    public OpenPgpCertificate revoked(OpenPgpCertificate certificate, byte[] revocation) throws UnfitKey {
        try {
            return certificate(BareRevocation.read(operators, guarded(revocation)).addedTo(certificate.inner().getPGPPublicKeyRing()));
        } catch (IOException | RuntimeException e) {
            throw malformed();
        }
    }

    /**
     * Which keys a revocation that came alone is about, by their IDs (RFC 9580 §5.5.4, hexadecimal); empty if it is none. It proves
     * nothing before {@link #revoked} finds it to be the key's own.
     */
    public Set<String> revokedBy(byte[] octets) {
        try {
            return BareRevocation.read(operators, guarded(octets)).keyIds();
        } catch (UnfitKey | IOException | RuntimeException e) {
            return Set.of();
        }
    }

    /** The only key with secrets in it; none of them may be locked by a passphrase. */
    OpenPGPKey key(SecretKey key) throws UnfitKey {
        List<PGPKeyRing> rings = rings(key.octets());
        if (rings.size() != 1 || !(rings.get(0) instanceof PGPSecretKeyRing ring)) {
            throw malformed();
        }
        try {
            return new OpenPGPKey(ring, operators.implementation(), policy);
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    OpenPgpCertificate certificate(OpenPGPKey key) throws UnfitKey {
        return certificate(key.toCertificate().getPGPPublicKeyRing());
    }

    private OpenPgpCertificate certificate(PGPPublicKeyRing ring) throws UnfitKey {
        try {
            OpenPGPCertificate inner = new OpenPGPCertificate(withLivingNameFirst(ring), operators.implementation(), policy);
            OpenPgpCertificate certificate = new OpenPgpCertificate(inner, policy, operators);
            boolean bearable = inner.getKeys().size() <= KEYS && inner.getAllUserIds().size() <= USER_IDS;
            // what can't be written again isn't one, for example a primary key that can't sign
            if (!bearable || certificate.certificate().octets().length == 0) {
                throw malformed();
            }
            return certificate;
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    /**
     * The library takes a key's first user id for its certification, and a key for revoked if that name is. The order decides nothing else, so
     * whatever is called back goes to the end.
     */
    private static PGPPublicKeyRing withLivingNameFirst(PGPPublicKeyRing ring) {
        PGPPublicKey primary = ring.getPublicKey();
        List<byte[]> ended = new ArrayList<>();
        primary.getRawUserIDs().forEachRemaining(id -> {
            if (isCalledBack(primary, id)) {
                ended.add(id);
            }
        });
        PGPPublicKey ordered = primary;
        for (byte[] id : ended) {
            List<PGPSignature> signatures = new ArrayList<>();
            primary.getSignaturesForID(id).forEachRemaining(signatures::add);
            ordered = PGPPublicKey.removeCertification(ordered, id);
            for (PGPSignature signature : signatures) {
                ordered = PGPPublicKey.addCertification(ordered, id, signature);
            }
        }
        return ended.isEmpty() ? ring : PGPPublicKeyRing.insertPublicKey(ring, ordered);
    }

    private static boolean isCalledBack(PGPPublicKey primary, byte[] id) {
        Iterator<PGPSignature> signatures = primary.getSignaturesForID(id);
        while (signatures != null && signatures.hasNext()) {
            if (signatures.next().getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION) {
                return true;
            }
        }
        return false;
    }

    private List<PGPKeyRing> rings(byte[] octets) throws UnfitKey {
        List<PGPKeyRing> found = new ArrayList<>();
        try {
            PGPObjectFactory packets = operators.implementation().pgpObjectFactory(new ByteArrayInputStream(guarded(octets)));
            for (Object next = packets.nextObject(); next != null; next = packets.nextObject()) {
                if (next instanceof PGPKeyRing ring && found.size() < CERTIFICATES) {
                    found.add(ring);
                } else if (!(next instanceof PGPMarker || next instanceof PGPPadding)) {
                    throw malformed();
                }
            }
        } catch (IOException | RuntimeException e) {
            throw malformed();
        }
        if (found.isEmpty()) {
            throw malformed();
        }
        return found;
    }

    /** Out of the armor, with whole packets of bearable size. */
    private static byte[] guarded(byte[] octets) throws IOException {
        if (octets.length > OCTETS) {
            throw new Limits.Passed("octets");
        }
        ByteArrayOutputStream packets = new ByteArrayOutputStream(octets.length);
        try (InputStream in = new PacketGuard(Armor.reading(new ByteArrayInputStream(octets)), LIMITS)) {
            in.transferTo(packets);
        }
        return packets.toByteArray();
    }

    private static UnfitKey malformed() {
        return new UnfitKey(UnfitKey.Why.MALFORMED, "");
    }
}
