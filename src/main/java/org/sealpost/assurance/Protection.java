package org.sealpost.assurance;

/** What makes one recipient's copy confidential. */
public enum Protection {
    TLS, OPENPGP, SMIME, ESCROW
}
