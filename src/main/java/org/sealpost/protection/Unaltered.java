package org.sealpost.protection;

import org.sealpost.assurance.Protection;

/** Leaves the message as it is: the connection is the protection. */
public final class Unaltered implements Protector {

    @Override
    public Protection protection() {
        return Protection.TLS;
    }

    @Override
    public ProtectedMessage protect(Original original) {
        return new ProtectedMessage(original.message(), original.reversePath(), true);
    }
}
