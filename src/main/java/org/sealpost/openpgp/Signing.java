package org.sealpost.openpgp;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** Begins signatures of messages: over octets (RFC 9580 §5.2.1.1), with SHA-512, so that their {@code micalg} is known beforehand. */
final class Signing {

    static final int HASH = HashAlgorithmTags.SHA512;

    private final Operators operators;
    private final KeyReading reading;

    Signing(Operators operators, KeyReading reading) {
        this.operators = operators;
        this.reading = reading;
    }

    /** @param recipients whom it is encrypted to: then nobody can wrap it anew for somebody else (RFC 9580 §5.2.3.36); may be nobody */
    PGPSignatureGenerator begin(SecretKey signer, List<OpenPgpCertificate> recipients, Instant now) throws UnfitKey {
        OpenPGPKey key = reading.key(signer);
        OpenPgpCertificate certificate = reading.certificate(key);
        var unfit = certificate.unfitForSigning(now);
        if (unfit.isPresent()) {
            throw new UnfitKey(unfit.get(), certificate.fingerprint());
        }
        for (OpenPGPComponentKey component : certificate.inner().getKeys()) {
            OpenPGPKey.OpenPGPSecretKey secret = key.getSecretKey(component.getKeyIdentifier());
            if (certificate.signs(component, now) && secret != null && !secret.isLocked() && !secret.getPGPSecretKey().isPrivateKeyEmpty()) {
                return begin(secret.getPGPSecretKey(), recipients, now, certificate.fingerprint());
            }
        }
        throw new UnfitKey(UnfitKey.Why.NOT_FOR_THIS, certificate.fingerprint());
    }

    private PGPSignatureGenerator begin(PGPSecretKey secret, List<OpenPgpCertificate> recipients, Instant now, String fingerprint)
            throws UnfitKey {
        try {
            PGPPrivateKey key = secret.extractPrivateKey(null);
            PGPSignatureGenerator signature = new PGPSignatureGenerator(operators.signer(secret.getPublicKey(), HASH), secret.getPublicKey());
            signature.init(PGPSignature.BINARY_DOCUMENT, key);
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setIssuerFingerprint(false, secret.getPublicKey());
            hashed.setSignatureCreationTime(true, Date.from(now));
            for (OpenPgpCertificate recipient : recipients) {
                hashed.addIntendedRecipientFingerprint(false, recipient.inner().getPrimaryKey().getPGPPublicKey());
            }
            signature.setHashedSubpackets(hashed.generate());
            return signature;
        } catch (PGPException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, fingerprint);
        }
    }
}
