package org.sealpost.authentication;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a body in canonical form, octet by octet as it comes (RFC 6376 §3.4.3, §3.4.4). */
final class BodyHash {

    private final Canonicalization form;
    private final MessageDigest digest;
    private final byte[] out = new byte[8 * 1024];
    private int filled;
    private long emptyLines;
    private boolean blank;
    private boolean carriageReturn;
    private boolean inLine;
    private boolean anything;

    BodyHash(Canonicalization form) {
        this.form = form;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void update(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            take(octets[i]);
        }
    }

    byte[] finish() {
        if (carriageReturn) {
            content((byte) '\r');
        }
        if (inLine) {
            blank = false;
            emit('\r');
            emit('\n');
        } else if (!anything && form == Canonicalization.SIMPLE) {
            emit('\r');
            emit('\n');
        }
        digest.update(out, 0, filled);
        return digest.digest();
    }

    private void take(byte octet) {
        if (octet == '\n' && carriageReturn) {
            carriageReturn = false;
            endLine();
            return;
        }
        if (carriageReturn) {
            carriageReturn = false;
            content((byte) '\r');
        }
        if (octet == '\r') {
            carriageReturn = true;
        } else {
            content(octet);
        }
    }

    private void content(byte octet) {
        if (form == Canonicalization.RELAXED && (octet == ' ' || octet == '\t')) {
            blank = true;
            return;
        }
        for (; emptyLines > 0; emptyLines--) {
            emit('\r');
            emit('\n');
        }
        if (blank) {
            emit(' ');
            blank = false;
        }
        inLine = true;
        anything = true;
        emit(octet);
    }

    /** Empty lines count only once something follows them. */
    private void endLine() {
        blank = false;
        if (inLine) {
            emit('\r');
            emit('\n');
            inLine = false;
        } else {
            emptyLines++;
        }
    }

    private void emit(int octet) {
        if (filled == out.length) {
            digest.update(out);
            filled = 0;
        }
        out[filled++] = (byte) octet;
    }
}
