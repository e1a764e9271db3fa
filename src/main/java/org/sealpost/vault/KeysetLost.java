package org.sealpost.vault;

import java.nio.file.Path;

/** An account's keyset file is missing or isn't the right one: nothing of that account can be read. */
public final class KeysetLost extends IllegalStateException {

    KeysetLost(Path file, String what, Throwable cause) {
        super("The keyset file " + file + " " + what + ". Put back the right one from its backup: without it nothing of "
                + "its account can be read. A new one is never made in its place.", cause);
    }
}
