package org.sealpost.endtoend;

/** A message that can't be opened, or of which it isn't proven that it is whole. */
public final class NotOpened extends Exception {

    private static final long serialVersionUID = 1L;

    public enum Why {
        /** It is for other keys. */
        NO_KEY,
        /** Its integrity is broken or not protected at all (RFC 9580 §13.7, RFC 8551 §6). */
        BROKEN,
        /** It is nested, blown up or large beyond what is read. */
        LIMIT,
        /** It is no message of this standard. */
        MALFORMED
    }

    private final Why why;

    public NotOpened(Why why, String detail) {
        super(detail);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
