package org.sealpost.vault;

import java.io.IOException;

/** More octets than the limit allows; nothing was kept. */
public final class ContentTooLarge extends IOException {

    public ContentTooLarge(long limit) {
        super("more than " + limit + " octets");
    }
}
