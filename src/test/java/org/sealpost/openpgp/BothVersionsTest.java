package org.sealpost.openpgp;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.EndToEndContract;

/** Keys of version 6 and of version 4 keep the contract with each other; what GnuPG makes of ours is OpenPgpIT's. */
class BothVersionsTest extends EndToEndContract {

    @Override
    protected EndToEnd ours(InstantSource clock) {
        return new OpenPgp(clock, new SecureRandom(), KeyVersion.SIX);
    }

    @Override
    protected EndToEnd peer(InstantSource clock) {
        return new OpenPgp(clock, new SecureRandom(), KeyVersion.FOUR);
    }
}
