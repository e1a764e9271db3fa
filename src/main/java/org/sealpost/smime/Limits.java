package org.sealpost.smime;

/**
 * How much is read of what others send.
 *
 * @param clear octets of content at most
 * @param structure octets of a CMS message that aren't content: recipients, certificates, revocation lists, signatures
 * @param depth how deep ASN.1 may be nested
 */
public record Limits(long clear, int structure, int depth) {

    /** Enough for any message that is accepted, and for some 1,500 recipients. A certificate inside a signature is 17 deep already. */
    public static Limits usual() {
        return new Limits(128L << 20, 512 << 10, 24);
    }

    /** Octets of a whole CMS message: pieces without content cost octets, too. */
    long sealed() {
        return 2 * clear + structure;
    }
}
