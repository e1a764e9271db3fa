package org.sealpost.directory;

import java.time.Instant;

/** CDI event: the schema is up to date and all keysets are there, so whoever works in the background may begin. */
public record Opened(Instant at) {
}
