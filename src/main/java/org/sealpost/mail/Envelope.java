package org.sealpost.mail;

import java.util.List;

/** Who a message is from and for, as the wire sees it (RFC 5321 §2.3.1); header fields don't matter here. */
public record Envelope(ReversePath reversePath, List<ForwardPath> forwardPaths) {

    public Envelope {
        forwardPaths = List.copyOf(forwardPaths);
        if (forwardPaths.isEmpty()) {
            throw new IllegalArgumentException("an envelope needs a recipient");
        }
    }

    /** The same sender, one recipient. */
    public Envelope onlyTo(ForwardPath recipient) {
        return new Envelope(reversePath, List.of(recipient));
    }
}
