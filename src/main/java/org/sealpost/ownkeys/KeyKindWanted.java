package org.sealpost.ownkeys;

/** Which key a certificate is asked for. */
public enum KeyKindWanted {
    /** 3,072 bits: what every authority and every program takes. */
    RSA,
    /** P-256: smaller, and not taken everywhere. */
    ELLIPTIC
}
