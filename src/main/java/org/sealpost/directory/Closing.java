package org.sealpost.directory;

import java.time.Instant;

/** CDI event: the application stops; whoever works in the background ends now, while there still is a database. */
public record Closing(Instant at) {
}
