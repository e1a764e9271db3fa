package org.sealpost.web;

/** How people read a fingerprint, and read it to each other. */
public final class Fingerprint {

    private Fingerprint() { }

    /** In groups of four. */
    public static String grouped(String fingerprint) {
        return fingerprint.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
