package org.sealpost.endtoend;

import java.time.Instant;
import java.util.Optional;

/**
 * A signature, and what it proves.
 *
 * @param fingerprint of the signer's certificate in hexadecimal; of an unknown signer the key id or what there is
 * @param made by the signer's own clock
 */
public record SignatureFound(Standing standing, String fingerprint, Optional<Instant> made) {

    public enum Standing {
        GOOD,
        /** The octets aren't those that were signed, or it is no signature. */
        BAD,
        /** Nobody whose certificate was given made it. */
        UNKNOWN_SIGNER,
        /** The signer's key was expired, revoked, not meant for signing, or too weak when it was made. */
        UNFIT_KEY,
        /** It is made with something that proves nothing today. */
        WEAK
    }
}
