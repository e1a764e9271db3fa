package org.sealpost.smtp;

import java.io.IOException;

/** The connection failed after the final dot may have left: the message may or may not have arrived (RFC 1047). */
public final class FinalDotUnanswered extends IOException {

    FinalDotUnanswered(IOException cause) {
        super("no reply to the final dot", cause);
    }
}
