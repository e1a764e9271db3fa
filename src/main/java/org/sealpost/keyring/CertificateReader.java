package org.sealpost.keyring;

import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;

/** Reads the certificates of one standard. */
interface CertificateReader {

    /** @throws UnfitKey MALFORMED if it isn't a single certificate of this standard, or too much of one */
    Facts read(Certificate certificate) throws UnfitKey;

    /** What two copies with one fingerprint say together; nothing is lost that makes it unfit. @throws UnfitKey as above */
    Facts merged(Certificate known, Certificate offered) throws UnfitKey;
}
