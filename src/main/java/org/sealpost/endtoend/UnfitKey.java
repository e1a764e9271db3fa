package org.sealpost.endtoend;

/** A key that must not be used for what was asked. */
public final class UnfitKey extends Exception {

    private static final long serialVersionUID = 1L;

    public enum Why { EXPIRED, REVOKED, WEAK, NOT_FOR_THIS, NOT_YET, MALFORMED }

    private final Why why;
    private final String fingerprint;

    /** @param fingerprint empty if it has none */
    public UnfitKey(Why why, String fingerprint) {
        super(why + " " + fingerprint);
        this.why = why;
        this.fingerprint = fingerprint;
    }

    public Why why() {
        return why;
    }

    public String fingerprint() {
        return fingerprint;
    }
}
