package org.sealpost.reception;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.mail.Domain;

/**
 * How mail of a domain has come to an account in the last {@link ReplyRoads#DAYS} days.
 *
 * @param lately of the last {@link ReplyRoads#DAYS_LATELY} days alone
 * @param weakest a version of TLS, as TLSv1.2; empty if anything came in clear
 */
public record ReplyRoad(Domain domain, Count all, Count lately, Optional<Instant> lastTls, Optional<Instant> lastClear, String weakest) {

    /** Messages. */
    public record Count(long tls, long clear) { }
}
