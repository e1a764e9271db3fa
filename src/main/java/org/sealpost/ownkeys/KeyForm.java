package org.sealpost.ownkeys;

import org.sealpost.endtoend.Standard;

/** Which kind of key is made. */
public enum KeyForm {
    /** OpenPGP, version 4 with Curve25519: what every program reads. */
    OPENPGP_4(Standard.OPENPGP),
    /** OpenPGP, version 6 (RFC 9580): newer encryption, for those whose programs read it. */
    OPENPGP_6(Standard.OPENPGP),
    /** X.509, signed by itself: nobody vouches for it. */
    SMIME_SELF_SIGNED(Standard.SMIME);

    private final Standard standard;

    KeyForm(Standard standard) {
        this.standard = standard;
    }

    public Standard standard() {
        return standard;
    }
}
