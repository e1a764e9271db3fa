package org.sealpost.monitor;

import java.time.Instant;
import org.sealpost.mail.Domain;

/** A fall that isn't made good, of a domain that the account wrote to. @param waiting how many of its messages wait for the domain */
public record Alarm(Domain domain, Instant since, Change fall, long waiting) {
}
