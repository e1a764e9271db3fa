package org.sealpost.smtp;

import java.io.IOException;

/** The message wasn't ours to send any more: the peer got no final dot and has received nothing (RFC 5321 §4.1.1.4). */
public final class MessageWithheld extends IOException {

    MessageWithheld() {
        super("no final dot");
    }
}
