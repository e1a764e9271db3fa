package org.sealpost.assurance;

/** What TLS is worth for a secure message. */
public enum TlsUse {
    /** TLS if it is good enough, else the fallbacks. */
    TRY_FIRST,
    /** TLS, or back to the sender. */
    REQUIRED,
    /** TLS, or dropped and counted: for bulk mail of low importance. Never inherited. */
    EXCLUSIVE,
    /** TLS never suffices. */
    NOT_ALONE
}
