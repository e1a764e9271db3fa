package org.sealpost.endtoend;

/** What a certificate is made for. */
public enum Standard {
    /** RFC 9580, RFC 4880. */
    OPENPGP,
    /** RFC 8551, RFC 8550. */
    SMIME
}
