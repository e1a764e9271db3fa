package org.sealpost.assurance;

/** What makes one recipient's copy confidential. */
public enum Protection {

    TLS, OPENPGP, SMIME, ESCROW;

    /** Whether the copy is encrypted to a key of its recipient's. */
    public boolean isByKey() {
        return this == OPENPGP || this == SMIME;
    }
}
