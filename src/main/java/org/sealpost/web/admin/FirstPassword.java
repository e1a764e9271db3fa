package org.sealpost.web.admin;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the password that an administrator tells somebody by telephone: 80 bits that can be read aloud. */
final class FirstPassword {

    /** Crockford's base 32: no I, L, O or U. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private FirstPassword() { }

    static String make(SecureRandom random) {
        return IntStream.range(0, GROUPS).mapToObj(g -> group(random)).collect(Collectors.joining("-"));
    }

    private static String group(SecureRandom random) {
        return IntStream.range(0, GROUP).mapToObj(i -> ALPHABET.charAt(random.nextInt(ALPHABET.length())))
                .map(String::valueOf).collect(Collectors.joining());
    }
}
