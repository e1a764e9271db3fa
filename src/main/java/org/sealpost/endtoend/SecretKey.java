package org.sealpost.endtoend;

/** A secret key, not locked by any passphrase: an OpenPGP transferable secret key, or PKCS#12 with an empty password. The vault keeps it. */
public record SecretKey(byte[] octets) {

    public SecretKey {
        octets = octets.clone();
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "a secret key";
    }
}
