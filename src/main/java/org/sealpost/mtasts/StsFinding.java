package org.sealpost.mtasts;

import java.util.Optional;
import org.sealpost.assurance.Reason;

/**
 * Which policy binds the connections to a domain now.
 *
 * @param policy there if and only if the kind is POLICY; never one of mode NONE
 * @param why {@code sts.policy} or {@code sts.none}; else why there is none ({@code sts.*}, {@code http.*}, {@code tls.certificate.*}),
 *            or, with a policy, why only a cached one is known
 */
public record StsFinding(Kind kind, Optional<KnownPolicy> policy, Reason why) {

    public enum Kind {
        /** A cached or fetched policy that hasn't expired. */
        POLICY,
        /** The domain publishes none. */
        NONE,
        /** It announces one, and what is published can't be used (RFC 8461 §3.3, §5.1); counts as none, and is reported. */
        BROKEN,
        /** Nobody answered and nothing is cached: there may be one. */
        UNKNOWN
    }

    public static final StsFinding NONE = new StsFinding(Kind.NONE, Optional.empty(), Reason.of("sts.none"));
}
