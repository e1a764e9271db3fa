package org.sealpost.opening;

import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.RawMessage;

/**
 * What came of opening a message.
 *
 * @param opened what is shown instead of what came; empty if that is what came
 * @param carried S/MIME certificates, each with its chain, whose good signature over the whole message names the author as theirs
 */
public record Outcome(Optional<RawMessage> opened, Finding finding, List<Certificate> carried) {

    public Outcome {
        carried = List.copyOf(carried);
    }
}
