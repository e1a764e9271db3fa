package org.sealpost.interop;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.EndToEndContract;
import org.sealpost.smime.Smime;

/** Our S/MIME and OpenSSL's, in both directions. */
class SmimeIT extends EndToEndContract {

    @Override
    protected EndToEnd ours(InstantSource clock) {
        return new Smime(clock, new SecureRandom());
    }

    @Override
    protected EndToEnd peer(InstantSource clock) {
        return new OpensslCms(clock);
    }

    @Override
    protected Instant signsAt(EndToEnd writer) {
        return writer instanceof OpensslCms ? Instant.now() : super.signsAt(writer);
    }
}
