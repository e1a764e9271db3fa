package org.sealpost.interop;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.EndToEndContract;
import org.sealpost.openpgp.OpenPgp;

/** OpenPGP as we write and read it, and as the real GnuPG does. */
class OpenPgpIT extends EndToEndContract {

    @Override
    protected EndToEnd ours(InstantSource clock) {
        return new OpenPgp(clock, new SecureRandom());
    }

    @Override
    protected EndToEnd peer(InstantSource clock) {
        return new GpgProgram(clock);
    }
}
