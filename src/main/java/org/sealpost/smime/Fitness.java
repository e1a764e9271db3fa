package org.sealpost.smime;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.endtoend.UnfitKey;

/** Whether a certificate may be used for something at a moment. Who vouches for it, and whether they took it back, is asked elsewhere. */
public final class Fitness {

    private final AlgorithmPolicy policy;

    public Fitness(AlgorithmPolicy policy) {
        this.policy = policy;
    }

    /** Why nobody may be written to with it at that moment; empty if one may. */
    public Optional<UnfitKey.Why> encrypting(SmimeCertificate certificate, Instant when) {
        return certificate.mayEncrypt() ? common(certificate, when) : Optional.of(UnfitKey.Why.NOT_FOR_THIS);
    }

    /** Why a signature made with it at that moment proves nothing; empty if it does. */
    public Optional<UnfitKey.Why> signing(SmimeCertificate certificate, Instant when) {
        return certificate.maySign() ? common(certificate, when) : Optional.of(UnfitKey.Why.NOT_FOR_THIS);
    }

    private Optional<UnfitKey.Why> common(SmimeCertificate certificate, Instant when) {
        if (when.isBefore(certificate.validFrom())) {
            return Optional.of(UnfitKey.Why.NOT_YET);
        }
        if (when.isAfter(certificate.validUntil())) {
            return Optional.of(UnfitKey.Why.EXPIRED);
        }
        return policy.trusts(certificate.publicKey(), when) ? Optional.empty() : Optional.of(UnfitKey.Why.WEAK);
    }

    void mustEncrypt(SmimeCertificate certificate, Instant now) throws UnfitKey {
        refuse(encrypting(certificate, now), certificate);
    }

    void mustSign(SmimeCertificate certificate, Instant now) throws UnfitKey {
        refuse(signing(certificate, now), certificate);
    }

    private static void refuse(Optional<UnfitKey.Why> why, SmimeCertificate certificate) throws UnfitKey {
        if (why.isPresent()) {
            throw new UnfitKey(why.get(), certificate.fingerprint());
        }
    }
}
