package org.sealpost.http;

import java.io.IOException;

/** What came is no HTTP response that we read; the message is the code of the reason. */
final class UnreadableResponse extends IOException {

    UnreadableResponse(String code) {
        super(code);
    }
}
