package org.sealpost.protection;

import java.io.IOException;
import java.io.OutputStream;
import org.sealpost.assurance.Protection;

/** Makes one recipient's copy ready for the road. Called once per delivery and protection, outside any transaction. */
public interface Protector {

    Protection protection();

    /**
     * Writes what travels, bit by bit: a message of any allowed size takes the same little memory.
     *
     * @param copy stays open; what was written is worthless unless this returns
     * @throws IOException if it can't be done now; the delivery is then deferred
     * @throws CannotProtect if it can't be done this way at all; the delivery then uses its next protection
     */
    ProtectedMessage protect(Original original, OutputStream copy) throws IOException, CannotProtect;
}
