package org.sealpost.ownkeys;

import java.time.Instant;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** What one standard can do with the keys of our own people. */
interface KeyVerbs {

    /** @throws UnfitKey MALFORMED if it is no certificate of this standard */
    KeyFacts facts(Certificate certificate, Instant at) throws UnfitKey;

    /** The part of a key that others may have. @throws UnfitKey MALFORMED if it is no key of this standard */
    Certificate certificate(SecretKey key) throws UnfitKey;

    /**
     * The key in a file from elsewhere.
     *
     * @param passphrase stays the caller's, who wipes it; empty if there is none
     * @throws UnfitKey MALFORMED if there isn't exactly one key in it, or the passphrase is wrong
     */
    SecretKey unlocked(byte[] file, char[] passphrase) throws UnfitKey;

    /** The key as a file for other programs. @param passphrase stays the caller's, who wipes it; never empty */
    byte[] locked(SecretKey key, char[] passphrase);

    /** The certificate as a file for other programs, in text. */
    String text(Certificate certificate) throws UnfitKey;
}
