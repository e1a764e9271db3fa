package org.sealpost.smime;

import java.io.IOException;
import java.io.InputStream;
import org.sealpost.mime.Base64Input;

/** The Base64 around a CMS message: what isn't only that is malformed. */
final class StrictBase64 extends Base64Input {

    StrictBase64(InputStream base64) {
        super(base64);
    }

    @Override
    protected IOException unreadable(String why) {
        return new BerGuard.Unreadable(why);
    }
}
