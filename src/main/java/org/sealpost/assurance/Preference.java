package org.sealpost.assurance;

/** What is tried first where both TLS and a key would do. */
public enum Preference {
    TLS_FIRST, STRONGEST_FIRST
}
