package org.sealpost.mime;

import java.io.IOException;

/** Text and attachments together exceed {@link MessageSize#DECODED}. */
public final class MessageTooLarge extends IOException {

    MessageTooLarge() {
        super("more than " + MessageSize.DECODED + " octets decoded");
    }
}
