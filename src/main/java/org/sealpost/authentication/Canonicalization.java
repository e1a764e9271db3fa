package org.sealpost.authentication;

/** What may change on the way without a signature breaking (RFC 6376 §3.4). */
enum Canonicalization {
    SIMPLE, RELAXED;

    /** A field with its line end, as it is signed: also with one. */
    String field(String field) {
        if (this == SIMPLE) {
            return field;
        }
        int colon = field.indexOf(':');
        String value = field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
        return field.substring(0, colon).stripTrailing().toLowerCase(java.util.Locale.ROOT) + ":" + value + "\r\n";
    }
}
