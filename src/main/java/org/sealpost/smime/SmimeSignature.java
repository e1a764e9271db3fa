package org.sealpost.smime;

import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.SignatureFound;

/**
 * A signature, and what it would prove to somebody who believes the certificate that came with it.
 *
 * @param found judged by the certificates that the caller gave
 * @param ifBelieved the same, as if the caller had given {@code signer}; the caller asks {@link CertificateChain} or a person first
 * @param signer whose key made it: one of the caller's, or one that came with the message; empty if there is none. Whether its
 *     {@linkplain SmimeCertificate#addresses() addresses} have to do with a From field is the caller's to compare
 * @param carried all certificates that came with the message, which may lead from the signer to an authority
 * @param reads what the signer says that their program reads (RFC 8551 §2.5.2); worth something only if believed
 */
public record SmimeSignature(SignatureFound found, SignatureFound ifBelieved, Optional<SmimeCertificate> signer, List<SmimeCertificate> carried,
        SmimeRecipient.Reads reads) {

    public SmimeSignature {
        carried = List.copyOf(carried);
    }

    /** Whether the octets aren't those that were signed, as far as anybody can tell. */
    boolean isBroken() {
        return found.standing() == SignatureFound.Standing.BAD;
    }
}
