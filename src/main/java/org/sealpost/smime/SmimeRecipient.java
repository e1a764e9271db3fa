package org.sealpost.smime;

import org.sealpost.endtoend.Certificate;

/**
 * Somebody to encrypt to.
 *
 * @param reads what their program is known to read
 */
public record SmimeRecipient(Certificate certificate, Reads reads) {

    public enum Reads {
        /** What everybody reads: EnvelopedData with AES-CBC; RSA PKCS#1 v1.5. */
        WHAT_ALL_DO,
        /** AuthEnvelopedData with AES-256-GCM (RFC 5083, RFC 5084); RSA PKCS#1 v1.5. */
        AUTH_ENVELOPED,
        /** The same, and RSA-OAEP (RFC 3560), as RFC 8551 §2.3 and §2.7 want it. */
        RFC_8551;

        boolean isAuthEnveloped() {
            return this != WHAT_ALL_DO;
        }
    }
}
