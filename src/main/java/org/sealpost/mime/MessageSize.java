package org.sealpost.mime;

/** How big a message may be. */
public final class MessageSize {

    /** Text and attachments as people count them, octets. */
    public static final long DECODED = 25_000_000;
    /** The message on the wire and in the vault, octets. */
    public static final long ENCODED = 36L * 1024 * 1024;

    private MessageSize() { }
}
