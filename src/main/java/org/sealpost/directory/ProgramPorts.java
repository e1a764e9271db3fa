package org.sealpost.directory;

import java.util.Optional;

/**
 * Where mail programs hand in mail, for people who set theirs up by hand.
 *
 * @param host what the server calls itself and proves to be
 * @param submissions the port that begins with TLS (465); empty: none
 * @param submission the port that begins with STARTTLS (587); empty: none
 */
public record ProgramPorts(String host, Optional<Integer> submissions, Optional<Integer> submission) {

    public boolean isOpen() {
        return submissions.isPresent() || submission.isPresent();
    }
}
