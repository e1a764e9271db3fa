package org.sealpost.openpgp;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** What its owner says of a key later: that it lives longer, or that it must not be used any more. The secrets stay the same. */
public final class KeyLife {

    private final Operators operators;
    private final KeyReading reading;
    private final InstantSource clock;

    KeyLife(Operators operators, KeyReading reading, InstantSource clock) {
        this.operators = operators;
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * The key with its revocation (RFC 9580 §5.2.1.11).
     *
     * @param compromised whether somebody else may have it: then nothing that it ever signed counts (§5.2.3.31)
     * @throws UnfitKey if its primary key isn't here
     */
    public SecretKey revoked(SecretKey key, boolean compromised) throws UnfitKey {
        PGPSecretKeyRing ring = certifying(key);
        PGPSignatureSubpacketGenerator says = new PGPSignatureSubpacketGenerator();
        says.setRevocationReason(true, compromised ? RevocationReasonTags.KEY_COMPROMISED : RevocationReasonTags.KEY_RETIRED, "");
        try {
            PGPPublicKey primary = ring.getPublicKey();
            PGPSignature revocation = begin(ring.getSecretKey(), PGPSignature.KEY_REVOCATION, says).generateCertification(primary);
            return encoded(with(ring, PGPPublicKey.addCertification(primary, revocation)));
        } catch (PGPException e) {
            throw new IllegalStateException("a key that was read can't sign", e);
        }
    }

    /**
     * The key with new self-signatures that say when it ends (§5.2.3.13). A subkey that its owner let end before the primary key stays
     * as it is, as does anything that was called back.
     *
     * @throws UnfitKey if its primary key isn't here, or the key is revoked
     */
    public SecretKey living(SecretKey key, Instant until) throws UnfitKey {
        PGPSecretKeyRing ring = certifying(key);
        OpenPgpCertificate certificate = reading.selfSigned(reading.certificate(reading.key(key)));
        if (certificate.isRevoked(clock.instant())) {
            throw new UnfitKey(UnfitKey.Why.REVOKED, certificate.fingerprint());
        }
        try {
            PGPSecretKeyRing living = ring;
            for (Iterator<PGPPublicKey> keys = certificate.inner().getPGPPublicKeyRing().getPublicKeys(); keys.hasNext();) {
                PGPPublicKey one = keys.next();
                living = with(living, one.isMasterKey() ? primary(ring.getSecretKey(), one, until)
                        : subkey(ring.getSecretKey(), one, certificate, until));
            }
            return encoded(living);
        } catch (PGPException e) {
            throw new IllegalStateException("a key that was read can't sign", e);
        }
    }

    private PGPPublicKey primary(PGPSecretKey signer, PGPPublicKey primary, Instant until) throws PGPException {
        PGPPublicKey living = primary;
        Optional<PGPSignature> direct = latest(primary.getKeySignatures(), primary);
        if (direct.filter(one -> one.getSignatureType() == PGPSignature.DIRECT_KEY).isPresent()) {
            living = PGPPublicKey.addCertification(living, begin(signer, PGPSignature.DIRECT_KEY, renewed(direct.get(), primary, until))
                    .generateCertification(primary));
        }
        for (Iterator<String> ids = primary.getUserIDs(); ids.hasNext();) {
            String id = ids.next();
            Optional<PGPSignature> self = latest(primary.getSignaturesForID(id), primary);
            if (self.filter(one -> one.getSignatureType() != PGPSignature.CERTIFICATION_REVOCATION).isPresent()) {
                living = PGPPublicKey.addCertification(living, id, begin(signer, self.get().getSignatureType(),
                        renewed(self.get(), primary, until)).generateCertification(id, primary));
            }
        }
        return living;
    }

    private PGPPublicKey subkey(PGPSecretKey signer, PGPPublicKey subkey, OpenPgpCertificate certificate, Instant until) throws PGPException {
        Optional<PGPSignature> binding = latest(subkey.getSignatures(), signer.getPublicKey())
                .filter(one -> one.getSignatureType() == PGPSignature.SUBKEY_BINDING);
        long lasts = binding.map(one -> one.getHashedSubPackets().getKeyExpirationTime()).orElse(0L);
        Instant end = subkey.getCreationTime().toInstant().plusSeconds(lasts);
        boolean endsBefore = certificate.expires(clock.instant()).filter(end::isBefore).isPresent();
        if (binding.isEmpty() || lasts == 0 || endsBefore) {
            return subkey;
        }
        return PGPPublicKey.addCertification(subkey, begin(signer, PGPSignature.SUBKEY_BINDING, renewed(binding.get(), subkey, until))
                .generateCertification(signer.getPublicKey(), subkey));
    }

    private static Optional<PGPSignature> latest(Iterator<PGPSignature> signatures, PGPPublicKey by) {
        List<PGPSignature> own = new ArrayList<>();
        while (signatures != null && signatures.hasNext()) {
            PGPSignature one = signatures.next();
            if (one.getKeyID() == by.getKeyID()) {
                own.add(one);
            }
        }
        return own.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private static PGPSignatureSubpacketGenerator renewed(PGPSignature before, PGPPublicKey about, Instant until) {
        PGPSignatureSubpacketGenerator says = new PGPSignatureSubpacketGenerator(before.getHashedSubPackets());
        for (int type : new int[] {SignatureSubpacketTags.CREATION_TIME, SignatureSubpacketTags.KEY_EXPIRE_TIME, SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID, SignatureSubpacketTags.ISSUER_FINGERPRINT}) {
            says.removePacketsOfType(type);
        }
        // a back signature may stand in the part that isn't signed (§5.2.3.34)
        if (!says.hasSubpacket(SignatureSubpacketTags.EMBEDDED_SIGNATURE) && before.getUnhashedSubPackets() != null) {
            for (var embedded : before.getUnhashedSubPackets().getSubpackets(SignatureSubpacketTags.EMBEDDED_SIGNATURE)) {
                says.addCustomSubpacket(embedded);
            }
        }
        says.setKeyExpirationTime(true, until.getEpochSecond() - about.getCreationTime().toInstant().getEpochSecond());
        return says;
    }

    private PGPSignatureGenerator begin(PGPSecretKey signer, int type, PGPSignatureSubpacketGenerator says) throws PGPException {
        PGPSignatureGenerator signature = new PGPSignatureGenerator(operators.signer(signer.getPublicKey(), Signing.HASH), signer.getPublicKey());
        signature.init(type, signer.extractPrivateKey(null));
        says.setSignatureCreationTime(true, Date.from(clock.instant()));
        says.setIssuerFingerprint(false, signer.getPublicKey());
        signature.setHashedSubpackets(says.generate());
        return signature;
    }

    private PGPSecretKeyRing certifying(SecretKey key) throws UnfitKey {
        PGPSecretKeyRing ring = reading.key(key).getPGPSecretKeyRing();
        if (ring.getSecretKey().isPrivateKeyEmpty()) {
            throw new UnfitKey(UnfitKey.Why.NOT_FOR_THIS, "");
        }
        return ring;
    }

    private static PGPSecretKeyRing with(PGPSecretKeyRing ring, PGPPublicKey changed) {
        PGPSecretKey secret = ring.getSecretKey(changed.getKeyIdentifier());
        return secret == null ? ring : PGPSecretKeyRing.insertSecretKey(ring, PGPSecretKey.replacePublicKey(secret, changed));
    }

    private static SecretKey encoded(PGPSecretKeyRing ring) {
        try {
            return new SecretKey(ring.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
