package org.sealpost.app.launcher;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords between our own parts, which no person ever types. */
final class Secret {

    private static final int OCTETS = 24;

    private Secret() {
    }

    static String text(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
