package org.sealpost.smtp;

import java.io.IOException;

/** The conversation can't go on, and why. */
public final class WireFault extends IOException {

    public enum Kind {
        /** The peer hung up. */
        CLOSED,
        /** A phase took longer than its deadline. */
        TOO_SLOW,
        /** What came is no SMTP reply, or more than the limits allow. */
        GARBLED,
        /** Octets came in clear between the reply to STARTTLS and the handshake (RFC 3207 §6). */
        INJECTED
    }

    private final Kind kind;

    public WireFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
