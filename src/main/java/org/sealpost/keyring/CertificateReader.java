package org.sealpost.keyring;

import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;

/** Reads the certificates of one standard. */
interface CertificateReader {

    /** @throws UnfitKey MALFORMED if it isn't a single certificate of this standard, or too much of one */
    Facts read(Certificate certificate) throws UnfitKey;

    /** What two copies with one fingerprint say together; nothing is lost that makes it unfit. @throws UnfitKey as above */
    Facts merged(Certificate known, Certificate offered) throws UnfitKey;

    /**
     * What a known certificate says together with a revocation that came alone.
     *
     * @throws UnfitKey MALFORMED if it is none, or not the certificate's own, or this standard has no such thing
     */
    default Facts revoked(Certificate known, Certificate revocation) throws UnfitKey {
        throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
    }
}
