package org.sealpost.monitor;

import java.time.Instant;
import java.util.Optional;

/** @param overAt when a fall was made good */
public record PastChange(Instant at, Change change, Optional<Instant> overAt) {
}
