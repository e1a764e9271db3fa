package org.sealpost.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Replies as octets, for the corpus. */
public final class SmtpReplies {

    private SmtpReplies() {
    }

    /** Whether the octets are replies from the first to the last. */
    public static boolean areRead(byte[] octets) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(octets);
        ReplyReader reader = new ReplyReader(in);
        try {
            do {
                reader.read();
            } while (reader.hasLeftovers() || in.available() > 0);
            return true;
        } catch (WireFault e) {
            return false;
        }
    }
}
