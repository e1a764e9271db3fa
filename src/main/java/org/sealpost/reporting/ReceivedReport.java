package org.sealpost.reporting;

import java.time.LocalDate;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.tlsrpt.ResultType;

/**
 * What one report tells about one domain of ours.
 *
 * @param day of UTC on which it begins
 * @param submitter who signed it
 * @param organization what they call themselves; proves nothing
 * @param domain ours
 * @param failure the most frequent one; empty if it names none
 */
public record ReceivedReport(LocalDate day, Domain submitter, String organization, Domain domain, long successful, long failed,
        Optional<ResultType> failure) { }
