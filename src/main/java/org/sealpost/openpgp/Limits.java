package org.sealpost.openpgp;

import java.io.IOException;
import org.sealpost.mime.MessageSize;

/**
 * How far we follow what comes from outside.
 *
 * @param sealed octets of a message as it comes
 * @param clear octets of what is in it
 * @param depth how many packets may lie inside each other
 * @param ratio how many octets one octet may become; counted from the first mebibyte on
 * @param packets in one layer
 * @param packet octets of a packet that isn't streamed
 */
record Limits(long sealed, long clear, int depth, int ratio, int packets, int packet) {

    /** Base64 inside and outside blows up a message; twice the size of one on the wire covers both. */
    static final Limits OF_MAIL = new Limits(2 * MessageSize.ENCODED, 2 * MessageSize.ENCODED, 16, 100, 2_000, 64 * 1_024);

    /** Somebody went too far. */
    static final class Passed extends IOException {

        private static final long serialVersionUID = 1L;

        Passed(String which) {
            super(which);
        }
    }
}
