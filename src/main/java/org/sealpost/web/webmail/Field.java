package org.sealpost.web.webmail;

/** Where a recipient stands. Blind copies are in the envelope only. */
enum Field {
    TO, CC, BCC
}
