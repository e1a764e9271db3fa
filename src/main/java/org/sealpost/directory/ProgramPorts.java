package org.sealpost.directory;

import java.util.Optional;

/**
 * What mail programs need to be told.
 *
 * @param host what our server calls itself and proves to be
 * @param submissions the port that begins with TLS (465); empty: none
 * @param submission the port that begins with STARTTLS (587); empty: none
 * @param reading where they read; empty: that isn't for us to say
 */
public record ProgramPorts(String host, Optional<Integer> submissions, Optional<Integer> submission, Optional<ReadingPlace> reading) {

    public boolean isOpen() {
        return submissions.isPresent() || submission.isPresent();
    }

    /** Whether a program can be told all that an account of both directions needs. */
    public boolean isComplete() {
        return isOpen() && reading.isPresent();
    }
}
