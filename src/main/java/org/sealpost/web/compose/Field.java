package org.sealpost.web.compose;

/** Where a recipient stands. Blind copies are in the envelope only. */
public enum Field {
    TO, CC, BCC
}
