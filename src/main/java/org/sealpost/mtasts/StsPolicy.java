package org.sealpost.mtasts;

import java.time.Duration;
import java.util.List;

/**
 * A policy as published (RFC 8461 §3.2).
 *
 * @param mx patterns of the MX hosts, lower case A-labels; a first label {@code *} stands for exactly one label
 * @param maxAge how long it may be kept, at most a year
 */
public record StsPolicy(Mode mode, List<String> mx, Duration maxAge) {

    /** What a sender does with a host that fails (RFC 8461 §5). */
    public enum Mode { ENFORCE, TESTING, NONE }

    public StsPolicy {
        mx = List.copyOf(mx);
    }

    /** Whether an MX host is one of the domain's own (RFC 8461 §4.1). @param mxHost lower case, without the last dot */
    public boolean lists(String mxHost) {
        return mx.stream().anyMatch(pattern -> pattern.startsWith("*.")
                ? mxHost.indexOf('.') > 0 && mxHost.substring(mxHost.indexOf('.')).equals(pattern.substring(1))
                : pattern.equals(mxHost));
    }
}
