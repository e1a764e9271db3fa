package org.sealpost.protection;

import org.sealpost.assurance.Reason;

/** A copy that this protection can't be made for, however often it is tried. */
public final class CannotProtect extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reason why;

    /** @param why for the sender, for example {@code key.openpgp.expired} */
    public CannotProtect(Reason why) {
        super(why.code());
        this.why = why;
    }

    public Reason why() {
        return why;
    }
}
