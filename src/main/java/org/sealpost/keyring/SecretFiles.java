package org.sealpost.keyring;

/** Tells files with secret keys from their first octets or their headings, also those that nobody here could open. */
final class SecretFiles {

    /** A secret key and a secret subkey (RFC 9580 §5.5.1). */
    private static final int SECRET_KEY = 5;
    private static final int SECRET_SUBKEY = 7;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OBJECT_IDENTIFIER = 0x06;

    private SecretFiles() { }

    static boolean holdsSecret(byte[] octets, String text) {
        return text.contains("PRIVATE KEY-----") || text.contains("PRIVATE KEY BLOCK-----") || isSecretPacket(octets) || isSecretDer(octets);
    }

    private static boolean isSecretPacket(byte[] octets) {
        if (octets.length == 0 || octets[0] >= 0) {
            return false;
        }
        int first = octets[0] & 0xff;
        int type = (first & 0x40) != 0 ? first & 0x3f : first >> 2 & 0x0f;
        return type == SECRET_KEY || type == SECRET_SUBKEY;
    }

    /**
     * PKCS#12 (RFC 7292 §4), PKCS#1 (RFC 8017 §A.1.2), SEC 1 (RFC 5915 §3) and PKCS#8 (RFC 5958 §2) start with a version; an encrypted
     * PKCS#8 (§3) with an algorithm. A certificate starts with neither, nor does a certs-only message.
     */
    private static boolean isSecretDer(byte[] octets) {
        if (octets.length < 2 || octets[0] != SEQUENCE) {
            return false;
        }
        int inside = content(octets, 0);
        if (inside < octets.length && octets[inside] == INTEGER) {
            return true;
        }
        int deeper = inside < octets.length && octets[inside] == SEQUENCE ? content(octets, inside) : octets.length;
        return deeper < octets.length && octets[deeper] == OBJECT_IDENTIFIER;
    }

    /** Where the content of the element at that place begins. */
    private static int content(byte[] octets, int at) {
        if (at + 1 >= octets.length) {
            return octets.length;
        }
        int length = octets[at + 1] & 0xff;
        return at + 2 + (length > 0x80 ? length - 0x80 : 0);
    }
}
