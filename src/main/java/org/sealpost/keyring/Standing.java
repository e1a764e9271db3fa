package org.sealpost.keyring;

/** What has become of a certificate that was found for an address. */
public enum Standing {
    /** It is the one in use; one of each standard at most. */
    PINNED,
    /** It waits until a person decides. */
    PENDING,
    /** A person decided against it. */
    REJECTED,
    /** It was in use until a person decided for another one. */
    REPLACED
}
