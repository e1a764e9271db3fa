package org.sealpost.monitor;

import java.util.Optional;
import java.util.Set;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.TlsLevel;

/**
 * One of a domain's mail servers, as it was seen.
 *
 * @param priority of its MX record; empty for a domain that is its own mail server, or where that isn't kept
 */
public record HostLook(Optional<Integer> priority, Evidence seen) {

    private static final Set<String> IN_VAIN = Set.of("tls.handshake", "tls.refused", "tls.injected", "tls.parameters");
    private static final Set<String> SHUNNED = Set.of("sts.mx", "dane.mismatch", "dane.failed");

    public enum StartTls { YES, FAILS, NO }

    public enum Proof {
        PROVEN, UNPROVEN,
        /** No mail goes to this host, whatever it offers. */
        UNUSED
    }

    /** Empty if it wasn't reached. */
    public Optional<StartTls> startTls() {
        if (seen.tlsVersion().isPresent()) {
            return Optional.of(StartTls.YES);
        }
        boolean failed = IN_VAIN.contains(seen.levelReason().code());
        return seen.address().map(reached -> failed ? StartTls.FAILS : StartTls.NO);
    }

    public Proof proof() {
        if (SHUNNED.contains(seen.levelReason().code())) {
            return Proof.UNUSED;
        }
        return seen.level().reaches(TlsLevel.VERIFIED) ? Proof.PROVEN : Proof.UNPROVEN;
    }
}
