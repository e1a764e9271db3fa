package org.sealpost.smtp;

import java.io.IOException;

/** Our own side can't read what it wants to send. The peer has done nothing wrong and has received no message. */
public final class UnreadableMessage extends IOException {

    UnreadableMessage(String why) {
        super(why);
    }
}
