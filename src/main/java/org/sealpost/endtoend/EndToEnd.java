package org.sealpost.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The verbs of a standard for message encryption, over octets: OpenPGP (RFC 9580) or CMS (RFC 5652, RFC 8551). Everything streams: a
 * message of any allowed size takes the same little memory. What MIME makes of it is not this interface's business.
 */
public interface EndToEnd {

    /**
     * Makes a key pair.
     *
     * @param person as in {@code Sam Berg <sam@clinic.test>}
     * @param life how long it is good for
     */
    SecretKey generate(String person, Duration life);

    /** The part of a key that others may have. */
    Certificate certificate(SecretKey key);

    /**
     * Encrypts, and signs inside if there is a signer.
     *
     * @param sealed stays open
     * @throws UnfitKey before a single octet is written, if one of the recipients' keys or the signer's must not be used
     */
    void encrypt(InputStream clear, OutputStream sealed, List<Certificate> recipients, Optional<SecretKey> signer) throws IOException, UnfitKey;

    /**
     * Decrypts and verifies. What it writes may be shown only if it returns: until then nobody knows whether it is whole.
     *
     * @param clear stays open
     * @param signers whose signatures can be judged
     * @throws NotOpened if no key fits, or integrity isn't proven, or a limit is passed; what was written then is worthless
     */
    Opened decrypt(InputStream sealed, OutputStream clear, List<SecretKey> keys, List<Certificate> signers) throws IOException, NotOpened;

    /** A signature apart from what it signs. */
    byte[] sign(InputStream octets, SecretKey signer) throws IOException, UnfitKey;

    /** What each signature proves; never throws for a bad one. */
    List<SignatureFound> verify(InputStream octets, byte[] signature, List<Certificate> signers) throws IOException;
}
