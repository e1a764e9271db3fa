package org.sealpost.opening;

import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.RawMessage;

/**
 * What came of opening a message.
 *
 * @param opened what is shown instead of what came; empty if that is what came
 * @param carried by S/MIME signatures over the whole message
 */
public record Outcome(Optional<RawMessage> opened, Finding finding, List<Carried> carried) {

    public Outcome {
        carried = List.copyOf(carried);
    }
}
