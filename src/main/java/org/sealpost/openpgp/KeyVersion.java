package org.sealpost.openpgp;

/** The version of keys that are made: the older one is read everywhere, the newer one allows better encryption. */
public enum KeyVersion {
    /** RFC 4880. */
    FOUR(4),
    /** RFC 9580. */
    SIX(6);

    private final int number;

    KeyVersion(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
