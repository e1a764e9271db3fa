package org.sealpost.escrow;

import java.time.Instant;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;

/**
 * What stands between the reader and the message.
 *
 * @param terms which version of the check this is; for {@link Doorkeeper#enter} once it is passed
 * @param recipient the address that the message was written to, masked; as typed if the reader came by the reference
 * @param author whom to ask; empty if the reader came by the reference, for it would tell that it exists
 * @param question only with QUESTION
 * @param sentAt when the code was handed to the mail, if one was
 * @param resendAt from when another code may be asked for
 * @param codeFailed it could not be mailed safely
 * @param triesLeft until the lock
 */
public record Challenge(IdentityCheck check, int terms, String recipient, Optional<String> author, Optional<String> question,
        Optional<Instant> sentAt, Optional<Instant> resendAt, boolean codeFailed, int triesLeft, Optional<Closed> closed) {
}
