package org.sealpost.smime;

import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.NotOpened.Why;

/** What it means when reading a message fails. Details of a cipher's failure stay here: they would help who forges (RFC 3218). */
final class Failure {

    private static final int CAUSES = 10;

    private Failure() { }

    static NotOpened of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof BerGuard.LimitPassed) {
                return new NotOpened(Why.LIMIT, cause.getMessage());
            }
            if (cause instanceof BerGuard.Unreadable) {
                return new NotOpened(Why.MALFORMED, cause.getMessage());
            }
        }
        return new NotOpened(Why.BROKEN, "it can't be decrypted whole");
    }
}
